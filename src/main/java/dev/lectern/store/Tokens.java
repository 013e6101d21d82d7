package dev.lectern.store;

import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What programs are known by. */
public final class Tokens {

    /** So many an account may have. */
    public static final int MOST = 100;

    private final Writer writer;
    private final Pool readers;

    Tokens(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Adds one.
     *
     * @return false if the account has {@link #MOST} already
     */
    public Future<Boolean> insert(Token token, Secret secret) {
        return writer.change(AccessSql.INSERT_TOKEN, Tuple.from(new Object[] {
            token.id(),
            secret.hash(),
            token.account().id(),
            token.name(),
            token.scope().label(),
            Rows.millis(token.createdAt()),
            Rows.millis(token.endsAt()),
            MOST
        }));
    }

    /** Whose it is, whether it is still good or not. */
    public Future<Optional<Token>> find(Secret secret) {
        return find(AccessSql.FIND_TOKEN, secret.hash());
    }

    /** As {@link #find(Secret)}, by what is no secret. */
    public Future<Optional<Token>> find(String id) {
        return find(AccessSql.FIND_TOKEN_BY_ID, id);
    }

    private Future<Optional<Token>> find(String sql, String argument) {
        return readers.preparedQuery(sql).execute(Tuple.of(argument)).map(rows -> Rows.first(rows, Tokens::token));
    }

    /**
     * Newest first.
     *
     * @param accountId whose; null for everybody's
     */
    public Future<List<Token>> list(String accountId) {
        return readers.preparedQuery(AccessSql.LIST_TOKENS)
                .execute(Tuple.of(accountId))
                .map(rows -> Rows.all(rows, Tokens::token));
    }

    public Future<Void> seen(String id, Instant at) {
        return writer.change(AccessSql.TOKEN_SEEN, Tuple.of(Rows.millis(at), id))
                .mapEmpty();
    }

    /**
     * Makes a token worthless.
     *
     * @param accountId whose it has to be; null if that does not matter
     * @return whether there was such a one
     */
    public Future<Boolean> remove(String id, String accountId) {
        return writer.change(AccessSql.DELETE_TOKEN, Tuple.of(id, accountId));
    }

    private static Token token(Row row) {
        Long seen = row.getLong("seen_at");
        return new Token(
                row.getString("id"),
                Accounts.account(row, "a_"),
                row.getString("name"),
                Scope.ofLabel(row.getString("scope")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("created_at")),
                seen == null ? null : Instant.ofEpochMilli(seen),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }
}
