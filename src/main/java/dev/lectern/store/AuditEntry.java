package dev.lectern.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody did something, or was not let.
 *
 * @param seq its number, which grows; 0 before it is written
 * @param actor the name of who it was, or what kind of stranger
 * @param credential the login, token or link by which that is known; null if by none
 * @param action what, for example {@code DELETE /sessions/:sessionId}
 * @param sessionId about which session; null if about none
 * @param subject about whom or what else; null if about nothing
 * @param address from where
 * @param status the answer's, so 200 to 299 if it was done
 * @param trace the request's
 */
public record AuditEntry(
        long seq,
        Instant at,
        String actor,
        String credential,
        String action,
        String sessionId,
        String subject,
        String address,
        int status,
        String trace) {

    public AuditEntry {
        Objects.requireNonNull(at);
        Objects.requireNonNull(actor);
        Objects.requireNonNull(action);
        Objects.requireNonNull(address);
        Objects.requireNonNull(trace);
    }
}
