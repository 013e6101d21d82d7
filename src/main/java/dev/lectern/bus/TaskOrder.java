package dev.lectern.bus;

import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.Subject;
import dev.lectern.queue.Lease;
import java.util.Objects;

/**
 * A task for a slot.
 *
 * @param lease the right to do it
 * @param sessionId whose recording
 * @param parameters how to process
 * @param inspection null for the task that makes it
 * @param detectionKey names the detections to make or to read
 * @param result the document to draw, compressed with gzip; null unless the task is to render
 * @param recordingSha256 SHA-256 of the recording's bytes, 64 lowercase hex digits, so that who fetches it knows that it came whole
 * @param recordingBytes size of the recording
 * @param trace of the request that the job goes back to
 */
public record TaskOrder(
        Lease lease,
        String sessionId,
        Parameters parameters,
        Inspection inspection,
        String detectionKey,
        byte[] result,
        String recordingSha256,
        long recordingBytes,
        String trace) {

    public TaskOrder {
        Objects.requireNonNull(lease);
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(detectionKey);
        Objects.requireNonNull(recordingSha256);
        Objects.requireNonNull(trace);
    }

    /** What is said about the task in the log. */
    public Subject subject() {
        return Subject.job(lease.jobId(), trace).task(lease.task(), lease.attempt());
    }
}
