package dev.lectern.job;

import java.time.Instant;
import java.util.Objects;

/**
 * One uploaded recording.
 *
 * @param id see {@link Ids#newSession()}
 * @param name what the teacher calls it; null if it was given no name
 * @param metadata the JSON object that came with the upload, as text; null if none came
 * @param createdAt when the upload was accepted
 * @param recordingSha256 SHA-256 of the recording's bytes, 64 lowercase hex digits
 * @param recordingBytes size of the recording
 * @param durationMs length of the recording; null until it was inspected
 */
public record Session(
        String id,
        String name,
        String metadata,
        Instant createdAt,
        String recordingSha256,
        long recordingBytes,
        Long durationMs) {

    public Session {
        Objects.requireNonNull(id);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(recordingSha256);
    }
}
