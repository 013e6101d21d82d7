package dev.lectern.store;

import dev.lectern.job.Parameters;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A tracking result.
 *
 * @param jobId the job that made it, or what it was derived from, which may have been deleted since
 * @param revision number of the newest change in it; 0 if it is as the job made it
 * @param standing number of the newest change that holds; 0 if there is none
 * @param createdAt when it was made
 * @param etag hash of the document, without quotes
 * @param gzippedPayload the whole document that is sent, compressed with gzip; not to be changed
 * @param parameters how the recording was sampled for it; null if nobody knows any more
 */
public record StoredResult(
        String jobId,
        int revision,
        int standing,
        Instant createdAt,
        String etag,
        Buffer gzippedPayload,
        Parameters parameters) {

    public StoredResult {
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(etag);
        Objects.requireNonNull(gzippedPayload);
    }

    /** The hash of a document: of its compressed bytes, 32 hex digits. */
    public static String etagOf(byte[] gzippedPayload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(gzippedPayload), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether changes hold that it does not know of yet. */
    public boolean behind() {
        return revision != standing;
    }
}
