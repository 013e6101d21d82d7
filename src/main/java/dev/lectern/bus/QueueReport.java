package dev.lectern.bus;

import java.util.List;
import java.util.Objects;

/**
 * How the queue is.
 *
 * @param workers those that live now, by name
 * @param redisUp whether the queue can be reached
 */
public record QueueReport(List<Worker> workers, boolean redisUp) {

    public QueueReport {
        workers = List.copyOf(workers);
    }

    /**
     * One worker (one JVM).
     *
     * @param slots its live slots
     * @param busySlots those of them that have a task
     */
    public record Worker(String name, int slots, int busySlots) {

        public Worker {
            Objects.requireNonNull(name);
        }
    }
}
