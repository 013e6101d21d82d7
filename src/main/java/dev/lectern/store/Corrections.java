package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What people said about results. A change and the result that follows from it are stored together or not at all. Only the newest
 * that holds is ever taken back; so its number stands for all that hold.
 */
public final class Corrections {

    private final Writer writer;
    private final Pool readers;

    Corrections(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** All changes of a session, also those that were taken back, newest first. */
    public Future<List<Correction>> of(String sessionId) {
        return readers.preparedQuery(Sql.CORRECTIONS_OF_SESSION)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.all(rows, Rows::correction));
    }

    /**
     * Adds a change.
     *
     * @param revision the newest change that held when this one was thought of; 0 if there was none
     * @param result what follows from it; its revision is the change's number
     * @return fails with {@link Overtaken} if something else holds by now or a job of the session is at work
     */
    public Future<Void> add(int revision, Correction change, Derived result) {
        if (change.number() != result.revision()) {
            throw new IllegalArgumentException("change " + change.number() + ", result of " + result.revision());
        }
        return writer.transaction(connection -> unchanged(connection, result.sessionId(), result.jobId(), revision)
                .compose(good -> Writer.execute(connection, Sql.INSERT_CORRECTION, Rows.of(result.sessionId(), change)))
                .compose(done -> replace(connection, result, change.at())));
    }

    /**
     * Takes the newest change that holds back.
     *
     * @param sessionId whose
     * @param jobId the job whose result the changes are about
     * @param revision number of the change
     * @param result what follows; null if nothing is left that holds, so that the job's own result is there again
     * @return fails as {@link #add} does
     */
    public Future<Void> undo(String sessionId, String jobId, int revision, Derived result, Instant at) {
        return writer.transaction(connection -> unchanged(connection, sessionId, jobId, revision)
                .compose(good ->
                        Writer.execute(connection, Sql.UNDO_CORRECTION, Tuple.of(Rows.millis(at), sessionId, revision)))
                .compose(done -> result == null
                        ? Writer.execute(connection, Sql.DELETE_DERIVED, Tuple.of(sessionId))
                                .mapEmpty()
                        : replace(connection, result, at)));
    }

    /**
     * Stores what follows from changes that stand already, after a job made its result anew.
     *
     * @return fails with {@link Overtaken} if something else holds by now
     */
    public Future<Void> follow(Derived result, Instant at) {
        return writer.transaction(connection -> same(connection, result.sessionId(), result.jobId(), result.revision())
                .compose(good -> replace(connection, result, at)));
    }

    /** Sessions whose newest result does not know yet of the changes that hold. */
    public Future<List<String>> pending() {
        return readers.query(Sql.PENDING_SESSIONS)
                .execute()
                .map(rows -> Rows.all(rows, row -> row.getString("session_id")));
    }

    /** Sessions about which anything was ever said, with what holds of it: all that is told of them. */
    public Future<List<Standing>> standings() {
        return readers.query(Sql.STANDINGS)
                .execute()
                .map(rows -> Rows.all(
                        rows,
                        row -> new Standing(
                                row.getString("session_id"),
                                row.getString("etag"),
                                row.getInteger("revision"),
                                Instant.ofEpochMilli(row.getLong("at")))));
    }

    /**
     * What is shown of a session.
     *
     * @param etag of its newest result
     * @param revision number of the newest change in it; 0 if there is none
     * @param at when it came to be so
     */
    public record Standing(String sessionId, String etag, int revision, Instant at) {

        public Standing {
            Objects.requireNonNull(sessionId);
            Objects.requireNonNull(etag);
            Objects.requireNonNull(at);
        }
    }

    private static Future<Void> unchanged(SqlConnection connection, String sessionId, String jobId, int revision) {
        return Writer.execute(connection, Sql.ACTIVE_JOB_OF_SESSION, Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, row -> row.getString("id")))
                .compose(active -> active.isPresent()
                        ? Future.failedFuture(new Overtaken(active.get()))
                        : same(connection, sessionId, jobId, revision));
    }

    private static Future<Void> same(SqlConnection connection, String sessionId, String jobId, int revision) {
        return Writer.execute(connection, Sql.STANDING, Tuple.of(sessionId))
                .compose(rows -> Rows.first(
                                        rows,
                                        row -> jobId.equals(row.getString("job_id"))
                                                && row.getInteger("revision") == revision)
                                .orElse(false)
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new Overtaken(null)));
    }

    /** Derived results of a session can be made again, so that only the newest one is kept. */
    private static Future<Void> replace(SqlConnection connection, Derived result, Instant at) {
        return Writer.execute(connection, Sql.DELETE_DERIVED, Tuple.of(result.sessionId()))
                .compose(deleted -> Writer.execute(
                        connection,
                        Sql.INSERT_DERIVED,
                        Tuple.of(
                                result.revision(),
                                Rows.millis(at),
                                result.etag(),
                                result.gzippedPayload(),
                                result.jobId())))
                .mapEmpty();
    }
}
