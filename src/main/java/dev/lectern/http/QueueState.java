package dev.lectern.http;

import java.util.List;
import java.util.Objects;

/**
 * Who is there to work.
 *
 * @param workers those that live now, on all machines
 * @param redisUp whether the queue can be reached
 */
public record QueueState(List<Worker> workers, boolean redisUp) {

    /** What is known of a queue that does not answer. */
    static final QueueState UNKNOWN = new QueueState(List.of(), false);

    public QueueState {
        workers = List.copyOf(workers);
    }

    /**
     * One worker.
     *
     * @param name what it is called
     * @param slots how many tasks it can do at once
     * @param busySlots how many it does
     */
    public record Worker(String name, int slots, int busySlots) {

        public Worker {
            Objects.requireNonNull(name);
        }
    }
}
