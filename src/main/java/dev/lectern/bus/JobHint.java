package dev.lectern.bus;

import java.util.Objects;

/**
 * Something is new about a job.
 *
 * @param jobId which one
 * @param sessionId whose recording it processes; null if who says so does not know
 */
public record JobHint(String jobId, String sessionId) {

    public JobHint {
        Objects.requireNonNull(jobId);
    }

    public JobHint(String jobId) {
        this(jobId, null);
    }
}
