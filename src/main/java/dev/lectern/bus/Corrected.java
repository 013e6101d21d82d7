package dev.lectern.bus;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody changed who is who in a recording or what is known of its room, and the result that follows is there.
 *
 * @param sessionId which session
 * @param resultEtag hash of the result that is shown now
 * @param revision number of the newest change that holds; 0 if none does
 * @param at when
 */
public record Corrected(String sessionId, String resultEtag, int revision, Instant at) {

    public Corrected {
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(resultEtag);
        Objects.requireNonNull(at);
    }
}
