package dev.lectern;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long is waited for parts. On a machine that is overloaded starting may take its time, for a service that starts slowly is better
 * than one that does not; whoever ends a service loses patience sooner.
 *
 * @param start for a part to start, at least as long as to stop
 * @param stop for a part to stop
 */
record Waiting(Duration start, Duration stop) {

    static final Waiting USUAL = new Waiting(Duration.ofMinutes(2), Duration.ofSeconds(8));

    Waiting {
        if (start.compareTo(stop) < 0 || stop.isNegative()) {
            throw new IllegalArgumentException(start + " to start, " + stop + " to stop");
        }
    }

    /** Waits until something has started. Throws what it failed with, checked or not. */
    <T> T started(Future<T> part) {
        return await(part, start);
    }

    /** Waits until something has stopped. Throws what it failed with, checked or not. */
    <T> T stopped(Future<T> part) {
        return await(part, stop);
    }

    private static <T> T await(Future<T> part, Duration limit) {
        try {
            return part.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("it took longer than " + limit.toSeconds() + " s", e);
        }
    }
}
