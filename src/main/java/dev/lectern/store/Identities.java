package dev.lectern.store;

import dev.lectern.access.Account;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The accounts of those whom an identity provider knows. Such an account belongs to what the provider calls the person, and to nothing else:
 * a name, which others may have here or there, is only what it is called.
 */
public final class Identities {

    private static final int LONGEST_NAME = 64;
    /** Matches no password. */
    private static final String NO_PASSWORD = "";

    private final Writer writer;
    private final Pool readers;

    /**
     * An account that is somebody's.
     *
     * @param disabled whether no login or token of it is good
     */
    public record Known(Account account, boolean disabled) {

        public Known {
            Objects.requireNonNull(account);
        }
    }

    Identities(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Whose account that is; empty if that person was never here. */
    public Future<Optional<Known>> find(String issuer, String subject) {
        return readers.preparedQuery(AccessSql.FIND_IDENTITY)
                .execute(Tuple.of(issuer, subject))
                .map(Identities::known);
    }

    /**
     * Adds an account without a password.
     *
     * @param wanted as it is to be; if somebody has its name, a number is put behind that
     * @return the account; the one that there is if somebody added it meanwhile
     */
    public Future<Known> add(String issuer, String subject, Account wanted, Instant at) {
        return writer.transaction(
                connection -> Writer.execute(connection, AccessSql.FIND_IDENTITY, Tuple.of(issuer, subject))
                        .map(Identities::known)
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture(found.get())
                                : freeName(connection, wanted.name(), 1)
                                        .map(name -> new Account(wanted.id(), name, wanted.role()))
                                        .compose(account -> insert(connection, issuer, subject, account, at))));
    }

    private static Future<Known> insert(
            SqlConnection connection, String issuer, String subject, Account account, Instant at) {
        return Writer.execute(
                        connection,
                        AccessSql.INSERT_ACCOUNT,
                        Tuple.of(account.id(), account.name(), account.role().label(), NO_PASSWORD, Rows.millis(at)))
                .compose(added ->
                        Writer.execute(connection, AccessSql.INSERT_IDENTITY, Tuple.of(issuer, subject, account.id())))
                .map(new Known(account, false));
    }

    private static Future<String> freeName(SqlConnection connection, String name, int number) {
        String end = number == 1 ? "" : "-" + number;
        String tried = name.substring(0, Math.min(name.length(), LONGEST_NAME - end.length())) + end;
        return Writer.execute(connection, AccessSql.IS_NAME_TAKEN, Tuple.of(tried))
                .compose(rows ->
                        rows.size() == 0 ? Future.succeededFuture(tried) : freeName(connection, name, number + 1));
    }

    private static Optional<Known> known(RowSet<Row> rows) {
        return Rows.first(rows, row -> new Known(Accounts.account(row, ""), Accounts.disabled(row)));
    }
}
