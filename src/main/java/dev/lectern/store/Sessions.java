package dev.lectern.store;

import dev.lectern.job.Job;
import dev.lectern.job.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
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
        return page(SessionQuery.all(null), null, null).map(SessionPage::sessions);
    }

    /**
     * A page of those that are looked for.
     *
     * @param limit at most so many, at least 1; null lists all
     * @param cursor {@link SessionPage#next()} of the page before; null begins at the first
     */
    public Future<SessionPage> page(SessionQuery query, Integer limit, SessionCursor cursor) {
        // One more than asked for tells whether another page follows.
        Tuple arguments = arguments(query, cursor, limit == null ? -1L : limit.longValue() + 1);
        return readers.preparedQuery(SessionSql.page(query, cursor != null))
                .execute(arguments)
                .map(rows -> page(rows, limit, query.order()));
    }

    /** How many there are of those that are looked for. */
    public Future<Long> count(SessionQuery query) {
        return readers.preparedQuery(SessionSql.count(query))
                .execute(arguments(query, null, -1L))
                .map(rows -> rows.iterator().next().getLong("sessions"));
    }

    private static Tuple arguments(SessionQuery query, SessionCursor cursor, long limit) {
        Tuple arguments = Tuple.of(
                query.viewer(),
                query.status() == null ? null : query.status().label(),
                cursor == null ? null : cursor.key(),
                cursor == null ? null : cursor.seq(),
                limit);
        query.words().forEach(arguments::addValue);
        return arguments;
    }

    private static SessionPage page(RowSet<Row> rows, Integer limit, SessionOrder order) {
        List<SessionRow> sessions = Rows.all(rows, Rows::sessionRow);
        if (limit == null || sessions.size() <= limit) {
            return new SessionPage(sessions, null);
        }
        List<SessionCursor> places = Rows.all(
                rows,
                row -> new SessionCursor(
                        order.isText() ? row.getString("s_key") : row.getLong("s_key"), row.getLong("s_seq")));
        return new SessionPage(sessions.subList(0, limit), places.get(limit - 1));
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
