package dev.lectern.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * Who a worker (one JVM) is.
 *
 * @param worker its name, unique among those that live
 * @param host the machine it runs on, as it calls itself
 * @param slots how many tasks it can do at once
 * @param version of Lectern
 * @param since when it started
 * @param draining whether it takes no more tasks because it was told to end
 */
public record WorkerCard(String worker, String host, int slots, String version, Instant since, boolean draining) {

    public WorkerCard {
        Objects.requireNonNull(worker);
        Objects.requireNonNull(host);
        Objects.requireNonNull(version);
        Objects.requireNonNull(since);
        if (slots < 0) {
            throw new IllegalArgumentException("slots " + slots);
        }
    }
}
