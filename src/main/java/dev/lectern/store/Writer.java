package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * The one connection that writes. Every write is a transaction, also a single statement: after its first commit the JDBC client
 * of Vert.x 5.0 leaves a connection in a state in which nothing is committed by itself.
 */
record Writer(Pool pool) {

    <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work)
                .recover(cause -> mended(cause).transform(begun -> Future.failedFuture(cause)));
    }

    /**
     * When the disk is full SQLite ends a transaction by itself. Its driver does not notice, and would from then on neither commit nor roll
     * back, nor begin: beginning in its place brings both of one mind again.
     */
    private Future<?> mended(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.contains("SQLITE_FULL")
                    || message.contains("SQLITE_IOERR")
                    || message.contains("no transaction is active")) {
                return pool.withConnection(
                        connection -> connection.query(Sql.BEGIN).execute());
            }
        }
        return Future.succeededFuture();
    }

    /**
     * Moves everything from the write-ahead log, which holds what rows were before, into the file, and empties the log. On this
     * connection, for between two writes its driver keeps a transaction open, in whose way nobody else can do it.
     *
     * @return whether that was possible; not while somebody reads
     */
    Future<Boolean> emptyLog() {
        return pool.withConnection(connection -> connection
                .query(Sql.COMMIT)
                .execute()
                .otherwiseEmpty()
                .compose(none -> connection.query(Sql.EMPTY_LOG).execute())
                .map(rows -> rows.iterator().next().getInteger(0) == 0)
                .eventually(() -> connection.query(Sql.BEGIN).execute().otherwiseEmpty()));
    }

    /** Runs one statement; says whether it changed anything. */
    Future<Boolean> change(String sql, Tuple arguments) {
        return transaction(connection -> execute(connection, sql, arguments)).map(rows -> rows.rowCount() > 0);
    }

    static Future<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
