package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The tracking results. They are written by {@link Jobs#completed}. */
public final class Results {

    private final Pool readers;

    Results(Pool readers) {
        this.readers = readers;
    }

    /** The newest result of a session. */
    public Future<Optional<StoredResult>> newest(String sessionId) {
        return readers.preparedQuery(Sql.NEWEST_RESULT)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, Rows::result));
    }

    public Future<Boolean> exists(String sessionId) {
        return readers.preparedQuery(Sql.RESULT_EXISTS)
                .execute(Tuple.of(sessionId))
                .map(rows -> rows.size() > 0);
    }
}
