package dev.lectern.bus;

import dev.lectern.job.TaskName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Every worker that is known, those that went away lately included.
 *
 * @param workers by name
 */
public record RosterReport(List<Worker> workers) {

    public RosterReport {
        workers = List.copyOf(workers);
    }

    /** How a worker is; where several are true, the first one here is told. */
    public enum State {
        /** It ended as it was told to. */
        GONE,
        /** It is no longer heard of. */
        LOST,
        /** It failed at what others could do, and gets nothing for a while. */
        QUARANTINED,
        /** It works with another detector than the server, so it gets nothing. */
        OTHER_MODEL,
        /** It ends what it has and takes no more. */
        DRAINING,
        BUSY,
        IDLE
    }

    /**
     * One worker (one JVM).
     *
     * @param card what it says about itself
     * @param lastSeen when it was heard of last
     * @param state how it is
     * @param reason why it is in quarantine, a sentence; null if it is not
     * @param until when it gets a task again to try; null if it is not in quarantine
     * @param done how many tasks it did since this server knows it
     * @param failed how many it failed at
     * @param lost how many were taken from it because it fell silent
     * @param tasks what it is at, in the order of the beginning
     */
    public record Worker(
            WorkerCard card,
            Instant lastSeen,
            State state,
            String reason,
            Instant until,
            long done,
            long failed,
            long lost,
            List<Task> tasks) {

        public Worker {
            Objects.requireNonNull(card);
            Objects.requireNonNull(lastSeen);
            Objects.requireNonNull(state);
            if ((reason == null) != (until == null)) {
                throw new IllegalArgumentException("a quarantine has a reason and an end");
            }
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * One task in the hands of a slot.
     *
     * @param jobId of which job
     * @param task which one
     * @param since when it was taken, or first heard of if that was before this server began
     * @param progress 0 to 1, as the slot said last
     */
    public record Task(String jobId, TaskName task, Instant since, double progress) {

        public Task {
            Objects.requireNonNull(jobId);
            Objects.requireNonNull(task);
            Objects.requireNonNull(since);
        }
    }
}
