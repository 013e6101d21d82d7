package dev.lectern.store;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who can log in. There is always an admin left, as long as there is anybody. */
public final class Accounts {

    private final Writer writer;
    private final Pool readers;

    /**
     * An account with what is kept of its password.
     *
     * @param passwordHash see {@link dev.lectern.access.Passwords}; null if it has none, as an identity provider knows who it is
     * @param disabled whether no login or token of it is good
     */
    public record Keyed(Account account, String passwordHash, boolean disabled) {

        public Keyed {
            Objects.requireNonNull(account);
        }

        @Override
        public String toString() {
            return "Keyed[" + account.name() + "]";
        }
    }

    Accounts(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Whether there is any. */
    public Future<Boolean> any() {
        return readers.query(AccessSql.ANY_ACCOUNT).execute().map(rows -> rows.size() > 0);
    }

    /** All of them, by name. */
    public Future<List<AccountRow>> list() {
        return readers.query(AccessSql.LIST_ACCOUNTS)
                .execute()
                .map(rows -> Rows.all(
                        rows,
                        row -> new AccountRow(
                                account(row, ""),
                                Instant.ofEpochMilli(row.getLong("created_at")),
                                disabled(row),
                                row.getString("issuer"))));
    }

    public Future<Optional<Keyed>> find(String name) {
        return readers.preparedQuery(AccessSql.FIND_ACCOUNT)
                .execute(Tuple.of(name))
                .map(rows ->
                        Rows.first(rows, row -> new Keyed(account(row, ""), row.getString("password"), disabled(row))));
    }

    /**
     * Adds one.
     *
     * @return false if somebody has that name
     */
    public Future<Boolean> insert(Account account, String passwordHash, Instant at) {
        return writer.change(
                AccessSql.INSERT_ACCOUNT,
                Tuple.of(account.id(), account.name(), account.role().label(), passwordHash, Rows.millis(at)));
    }

    /**
     * Gives an account another password, and ends its logins.
     *
     * @param kept the login that stays; null for none
     * @return false if it is gone, or has no password
     */
    public Future<Boolean> changePassword(String id, String passwordHash, String kept) {
        return thenEndLogins(AccessSql.SET_PASSWORD, Tuple.of(passwordHash, id), id, kept);
    }

    /**
     * Ends an account's logins, and has no login or token of it be good until it is enabled again.
     *
     * @return false if it is gone, or is the last admin who can log in
     */
    public Future<Boolean> disable(String id) {
        return thenEndLogins(AccessSql.SET_DISABLED, Tuple.of(1, id), id, null);
    }

    /**
     * Has an account log in again; its tokens are good again too.
     *
     * @return false if it is gone
     */
    public Future<Boolean> enable(String id) {
        return writer.change(AccessSql.SET_DISABLED, Tuple.of(0, id));
    }

    private Future<Boolean> thenEndLogins(String sql, Tuple arguments, String id, String kept) {
        return writer.transaction(connection -> Writer.execute(connection, sql, arguments)
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : Writer.execute(connection, AccessSql.DELETE_LOGINS_OF, Tuple.of(id, kept == null ? "" : kept))
                                .map(true)));
    }

    /**
     * Gives an account another role.
     *
     * @return false if it is gone, or is the last admin and would be none any more
     */
    public Future<Boolean> changeRole(String id, Role role) {
        return writer.change(AccessSql.SET_ROLE, Tuple.of(role.label(), id));
    }

    /**
     * Removes an account, its logins, tokens and grants; its sessions are the admins' then.
     *
     * @return false if it is gone, or the last admin
     */
    public Future<Boolean> remove(String id) {
        return writer.change(AccessSql.DELETE_ACCOUNT, Tuple.of(id));
    }

    /**
     * Removes the only account that there is, after which there is no login any more.
     *
     * @return false if it is gone, or there are others
     */
    public Future<Boolean> removeOnly(String id) {
        return writer.change(AccessSql.DELETE_ONLY_ACCOUNT, Tuple.of(id));
    }

    static boolean disabled(Row row) {
        return row.getInteger("disabled") != 0;
    }

    /** Reads an account from columns whose names begin with a prefix. */
    static Account account(Row row, String prefix) {
        String role = row.getString(prefix + "role");
        return new Account(
                row.getString(prefix + "id"),
                row.getString(prefix + "name"),
                Role.ofLabel(role).orElseThrow(() -> new IllegalArgumentException("no such role: " + role)));
    }
}
