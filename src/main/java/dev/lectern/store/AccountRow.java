package dev.lectern.store;

import dev.lectern.access.Account;
import java.time.Instant;
import java.util.Objects;

/** An account as a list shows it. */
public record AccountRow(Account account, Instant createdAt) {

    public AccountRow {
        Objects.requireNonNull(account);
        Objects.requireNonNull(createdAt);
    }
}
