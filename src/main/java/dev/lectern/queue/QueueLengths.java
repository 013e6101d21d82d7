package dev.lectern.queue;

import java.time.Duration;
import java.util.Objects;

/**
 * How many tasks are in the queue.
 *
 * @param waiting may be claimed at once: never handed out, or released
 * @param held are with a slot
 * @param putOff failed for now and wait for their next attempt
 * @param oldestWaiting how long the one that waits for longest has been claimable; zero if none waits
 */
public record QueueLengths(long waiting, long held, long putOff, Duration oldestWaiting) {

    public QueueLengths {
        Objects.requireNonNull(oldestWaiting);
        if (waiting < 0 || held < 0 || putOff < 0 || oldestWaiting.isNegative()) {
            throw new IllegalArgumentException("less than nothing in a queue");
        }
    }
}
