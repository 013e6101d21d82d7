package dev.lectern.store;

import java.util.Objects;

/**
 * A result that was made anew from another one and what was said about it.
 *
 * @param sessionId whose
 * @param jobId the job whose result it was made from
 * @param revision number of the newest change in it, at least 1
 * @param etag hash of the document, without quotes
 * @param gzippedPayload the whole document that is sent, compressed with gzip
 */
public record Derived(String sessionId, String jobId, int revision, String etag, byte[] gzippedPayload) {

    public Derived {
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(etag);
        Objects.requireNonNull(gzippedPayload);
        if (revision < 1) {
            throw new IllegalArgumentException("a derived result of revision " + revision);
        }
    }
}
