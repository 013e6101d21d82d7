package dev.lectern.store;

import dev.lectern.access.Account;
import java.time.Instant;
import java.util.Objects;

/**
 * An account as a list shows it.
 *
 * @param disabled whether no login or token of it is good
 * @param issuer the identity provider that knows who it is; null if it has a password
 */
public record AccountRow(Account account, Instant createdAt, boolean disabled, String issuer) {

    public AccountRow {
        Objects.requireNonNull(account);
        Objects.requireNonNull(createdAt);
    }
}
