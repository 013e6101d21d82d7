package dev.lectern.bus;

import java.util.Objects;

/**
 * Something is new about a session.
 *
 * @param sessionId which one
 */
public record SessionHint(String sessionId) {

    public SessionHint {
        Objects.requireNonNull(sessionId);
    }
}
