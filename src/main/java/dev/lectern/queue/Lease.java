package dev.lectern.queue;

import dev.lectern.job.TaskName;
import java.util.Objects;

/**
 * The right of one slot to do one task, and the fence against those who had it before: it is good only as long as the queue still
 * knows this entry to be with this holder in this attempt.
 *
 * @param entry the queue's own id of the entry
 * @param jobId whose task it is
 * @param task what is to be done
 * @param holder the slot that has it
 * @param attempt how many times the task was handed out, this time included; from 1
 */
public record Lease(String entry, String jobId, TaskName task, String holder, int attempt) {

    public Lease {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(task);
        Objects.requireNonNull(holder);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt);
        }
    }
}
