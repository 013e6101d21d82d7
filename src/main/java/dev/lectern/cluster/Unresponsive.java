package dev.lectern.cluster;

import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Addresses that a connection could not be made to a moment ago. JGroups calls one after the other, on the thread that sends
 * everything: who is called again and again, and each time does not answer, would keep all others waiting.
 */
final class Unresponsive {

    /** Shorter than the time after which a member is given up, so that who was only slow is not taken for one that is gone. */
    private static final Duration REST = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private final Map<SocketAddress, Long> since = new ConcurrentHashMap<>();

    Unresponsive() {
        this(System::nanoTime);
    }

    Unresponsive(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws ConnectException if it is too early to call this address again */
    void check(SocketAddress address) throws ConnectException {
        since.values().removeIf(failed -> nanoTime.getAsLong() - failed >= REST.toNanos());
        if (since.containsKey(address)) {
            throw new ConnectException(address + " did not answer a moment ago");
        }
    }

    /** An address could not be reached. */
    void was(SocketAddress address) {
        since.put(address, nanoTime.getAsLong());
    }
}
