package dev.lectern.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * A preliminary result of a recording is there, or a better one than before.
 *
 * @param jobId the job that is at work on it
 * @param sessionId which session
 * @param resultEtag hash of the preliminary result
 * @param share how much of the recording was looked at for it, 0 to 1
 * @param at when
 */
public record Previewed(String jobId, String sessionId, String resultEtag, double share, Instant at) {

    public Previewed {
        Objects.requireNonNull(jobId);
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(resultEtag);
        Objects.requireNonNull(at);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share);
        }
    }
}
