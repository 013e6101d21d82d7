package dev.lectern.store;

import dev.lectern.access.Account;
import dev.lectern.access.Scope;
import java.time.Instant;
import java.util.Objects;

/**
 * What a program is known by.
 *
 * @param id {@code tok-} and hex; names it, and is no secret
 * @param name what it is for, as its owner says
 * @param seenAt when it was last used, to the minute; null if it never was
 */
public record Token(
        String id, Account account, String name, Scope scope, Instant createdAt, Instant seenAt, Instant endsAt) {

    public Token {
        Objects.requireNonNull(id);
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(endsAt);
    }
}
