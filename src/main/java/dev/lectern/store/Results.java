package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The tracking results. They are written by {@link Jobs#completed} and, after changes, by {@link Corrections}. */
public final class Results {

    private final Pool readers;

    Results(Pool readers) {
        this.readers = readers;
    }

    /** The newest result of a session, with all changes that hold unless it is {@linkplain StoredResult#behind behind}. */
    public Future<Optional<StoredResult>> newest(String sessionId) {
        return readers.preparedQuery(Sql.NEWEST_RESULT)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, Rows::result));
    }

    /** The newest result of a session as its job made it. */
    public Future<Optional<StoredResult>> newestMade(String sessionId) {
        return readers.preparedQuery(Sql.NEWEST_MADE_RESULT)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, Rows::result));
    }

    /** All results of a session, oldest first. */
    public Future<List<StoredResult>> all(String sessionId) {
        return readers.preparedQuery(Sql.RESULTS_OF_SESSION)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.all(rows, Rows::result));
    }

    /** The hash of the newest result of a session; reads no payload. */
    public Future<Optional<String>> newestEtag(String sessionId) {
        return readers.preparedQuery(Sql.NEWEST_ETAG)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, row -> row.getString("etag")));
    }

    /** The result of a session that has this hash. */
    public Future<Optional<StoredResult>> find(String sessionId, String etag) {
        return readers.preparedQuery(Sql.RESULT_BY_ETAG)
                .execute(Tuple.of(sessionId, etag))
                .map(rows -> Rows.first(rows, Rows::result));
    }

    public Future<Boolean> exists(String sessionId) {
        return readers.preparedQuery(Sql.RESULT_EXISTS)
                .execute(Tuple.of(sessionId))
                .map(rows -> rows.size() > 0);
    }
}
