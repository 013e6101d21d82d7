package dev.lectern.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Objects;

/**
 * A tracking result.
 *
 * @param jobId the job that made it, which may have been deleted since
 * @param createdAt when it was made
 * @param etag hash of the document, without quotes
 * @param gzippedPayload the whole document that is sent, compressed with gzip; not to be changed
 */
public record StoredResult(String jobId, Instant createdAt, String etag, Buffer gzippedPayload) {

    public StoredResult {
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(etag);
        Objects.requireNonNull(gzippedPayload);
    }
}
