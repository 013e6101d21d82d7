package dev.lectern.store;

import dev.lectern.access.Account;
import java.time.Instant;
import java.util.Objects;

/**
 * A browser that is logged in.
 *
 * @param id names it, and is no secret
 * @param seenAt when it was last heard of, to the minute
 * @param endsAt when it has to log in again in any case
 */
public record Login(String id, Account account, Instant seenAt, Instant endsAt) {

    public Login {
        Objects.requireNonNull(id);
        Objects.requireNonNull(account);
        Objects.requireNonNull(seenAt);
        Objects.requireNonNull(endsAt);
    }
}
