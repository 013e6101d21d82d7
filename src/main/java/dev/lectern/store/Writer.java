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
        return pool.withTransaction(work);
    }

    /** Runs one statement; says whether it changed anything. */
    Future<Boolean> change(String sql, Tuple arguments) {
        return transaction(connection -> execute(connection, sql, arguments)).map(rows -> rows.rowCount() > 0);
    }

    static Future<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
