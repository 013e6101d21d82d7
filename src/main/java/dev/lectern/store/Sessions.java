package dev.lectern.store;

import dev.lectern.job.Job;
import dev.lectern.job.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** The sessions: one for each recording. */
public final class Sessions {

    private final Writer writer;
    private final Pool readers;

    Sessions(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Adds a session and its first job, both or none. */
    public Future<Void> insert(Session session, Job firstJob) {
        return insert(session, firstJob, null);
    }

    /**
     * As the other one.
     *
     * @param owner the id of the account that brings it in; null if nobody's in particular
     */
    public Future<Void> insert(Session session, Job firstJob, String owner) {
        return writer.transaction(connection -> Writer.execute(
                        connection, Sql.INSERT_SESSION, Rows.of(session).addValue(owner))
                .compose(done -> Writer.execute(connection, Sql.INSERT_JOB, Rows.of(firstJob)))
                .mapEmpty());
    }

    public Future<Optional<Session>> find(String id) {
        return readers.preparedQuery(Sql.FIND_SESSION)
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, Rows::session));
    }

    /** All sessions, newest first; reads no payload. */
    public Future<List<SessionRow>> list() {
        return list(null);
    }

    /**
     * Those that an account may see.
     *
     * @param viewer its id; null lists all
     */
    public Future<List<SessionRow>> list(String viewer) {
        return readers.preparedQuery(Sql.LIST_SESSION_ROWS)
                .execute(Tuple.of(viewer))
                .map(rows -> Rows.all(rows, Rows::sessionRow));
    }

    /** One session as {@link #list()} has it. */
    public Future<Optional<SessionRow>> row(String id) {
        return readers.preparedQuery(Sql.FIND_SESSION_ROW)
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, Rows::sessionRow));
    }

    /**
     * Notes what is known of the recording, once it was inspected.
     *
     * @param thumbnail whether a small picture was made of it; one that had been made before stays
     */
    public Future<Void> inspected(String id, long durationMs, boolean thumbnail) {
        return writer.change(Sql.SESSION_INSPECTED, Tuple.of(durationMs, thumbnail ? 1 : 0, id))
                .mapEmpty();
    }

    /**
     * Deletes a session, its jobs and its results.
     *
     * @return whether it existed
     */
    public Future<Boolean> delete(String id) {
        return writer.change(Sql.DELETE_SESSION, Tuple.of(id));
    }

    /** The ids of all sessions, oldest first: whatever else lies in the data folder belongs to nobody. */
    public Future<List<String>> ids() {
        return readers.query(Sql.SESSION_IDS).execute().map(rows -> Rows.all(rows, row -> row.getString("id")));
    }
}
