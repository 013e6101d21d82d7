package dev.lectern.store;

import dev.lectern.access.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** The browsers that are logged in. */
public final class Logins {

    private final Writer writer;
    private final Pool readers;

    Logins(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    public Future<Void> insert(String id, Secret secret, String accountId, Instant at, Instant end) {
        return writer.change(
                        AccessSql.INSERT_LOGIN,
                        Tuple.of(id, secret.hash(), accountId, Rows.millis(at), Rows.millis(end)))
                .mapEmpty();
    }

    /** Whose it is, whether it is still good or not. */
    public Future<Optional<Login>> find(Secret secret) {
        return find(AccessSql.FIND_LOGIN, secret.hash());
    }

    /** As {@link #find(Secret)}, by what is no secret. */
    public Future<Optional<Login>> find(String id) {
        return find(AccessSql.FIND_LOGIN_BY_ID, id);
    }

    private Future<Optional<Login>> find(String sql, String argument) {
        return readers.preparedQuery(sql)
                .execute(Tuple.of(argument))
                .map(rows -> Rows.first(
                        rows,
                        row -> new Login(
                                row.getString("id"),
                                Accounts.account(row, "a_"),
                                Instant.ofEpochMilli(row.getLong("seen_at")),
                                Instant.ofEpochMilli(row.getLong("ends_at")))));
    }

    public Future<Void> seen(String id, Instant at) {
        return writer.change(AccessSql.LOGIN_SEEN, Tuple.of(Rows.millis(at), id))
                .mapEmpty();
    }

    public Future<Void> remove(String id) {
        return writer.change(AccessSql.DELETE_LOGIN, Tuple.of(id)).mapEmpty();
    }

    /** Ends all of an account. */
    public Future<Void> removeAllOf(String accountId) {
        return writer.change(AccessSql.DELETE_LOGINS_OF, Tuple.of(accountId, ""))
                .mapEmpty();
    }

    /** Removes those that ended, and those that were not heard of for long. */
    public Future<Void> sweep(Instant now, Instant silentSince) {
        return writer.change(AccessSql.DELETE_OLD_LOGINS, Tuple.of(Rows.millis(now), Rows.millis(silentSince)))
                .mapEmpty();
    }
}
