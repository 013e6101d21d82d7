package dev.lectern.bus;

import java.util.Objects;

/**
 * Something is new about a job.
 *
 * @param jobId which one
 */
public record JobHint(String jobId) {

    public JobHint {
        Objects.requireNonNull(jobId);
    }
}
