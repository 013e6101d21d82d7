package dev.lectern.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Lets anybody who has it look at one session.
 *
 * @param id {@code link-} and hex; names it, and is no secret
 * @param createdBy the name of who made it
 * @param seenAt when it was last used, to the minute; null if it never was
 */
public record Link(String id, String sessionId, String createdBy, Instant createdAt, Instant seenAt, Instant endsAt) {

    public Link {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(endsAt);
    }
}
