package dev.lectern.queue;

import java.time.Duration;
import java.util.Objects;

/**
 * A task that was handed out and not settled, as the queue sees it.
 *
 * @param lease who has it; the holder may be {@link TaskQueue#RELEASED} or {@link TaskQueue#BACKOFF}
 * @param idle how long ago it was handed out, renewed, released or put off
 * @param excused how many of its attempts do not count, see {@link TaskQueue#excuse}
 */
public record HeldTask(Lease lease, Duration idle, int excused) {

    public HeldTask {
        Objects.requireNonNull(lease);
        Objects.requireNonNull(idle);
        if (excused < 0) {
            throw new IllegalArgumentException("excused " + excused + " times");
        }
    }
}
