package dev.lectern.store;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Pace;
import dev.lectern.job.Session;
import dev.lectern.job.TaskKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The jobs. A change of state takes place only if {@link JobState#mayBecome(JobState)} allows it; otherwise nothing is changed
 * and the answer is false, which also is the answer for a job that was deleted.
 */
public final class Jobs {

    private final Writer writer;
    private final Pool readers;

    Jobs(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Adds a job, unless its session has one that is queued or running.
     *
     * @return the id of the job that stands in the way; empty if the job was added. Fails with {@link NoSuchSession} if there is
     *     no such session
     */
    public Future<Optional<String>> insertUnlessActive(Job job) {
        return writer.transaction(connection -> requireSession(connection, job.sessionId())
                .compose(there -> Writer.execute(connection, Sql.ACTIVE_JOB_OF_SESSION, Tuple.of(job.sessionId())))
                .map(rows -> Rows.first(rows, row -> row.getString("id")))
                .compose(active -> active.isPresent()
                        ? Future.succeededFuture(active)
                        : Writer.execute(connection, Sql.INSERT_JOB, Rows.of(job))
                                .map(Optional.empty())));
    }

    public Future<Optional<Job>> find(String id) {
        return readers.preparedQuery(Sql.FIND_JOB).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::job));
    }

    /** A job together with its session, if there is such a job. */
    public <T> Future<Optional<T>> find(String id, BiFunction<Job, Session, T> together) {
        return readers.preparedQuery(Sql.FIND_JOB_AND_SESSION)
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, row -> together.apply(Rows.job(row), Rows.session(row))));
    }

    /**
     * Jobs, newest first.
     *
     * @param active whether to list those that have work to do, or those that have not; null lists both
     * @param limit at most so many, at least 1; null lists all
     * @param cursor {@link JobPage#next()} of the page before; null begins at the newest
     */
    public Future<JobPage> list(Boolean active, Integer limit, Long cursor) {
        return list(null, active, limit, cursor);
    }

    /**
     * As the other one.
     *
     * @param viewer the account that sees them; null sees all
     */
    public Future<JobPage> list(String viewer, Boolean active, Integer limit, Long cursor) {
        // One more than asked for tells whether another page follows.
        Tuple arguments = Tuple.of(viewer, cursor, limit == null ? -1L : limit.longValue() + 1);
        String sql = active == null ? Sql.LIST_JOBS : active ? Sql.LIST_ACTIVE_JOBS : Sql.LIST_ENDED_JOBS;
        return readers.preparedQuery(sql).execute(arguments).map(rows -> page(rows, limit));
    }

    /** All jobs that are queued or running, oldest first. */
    public Future<List<Job>> active() {
        return readers.query(Sql.ACTIVE_JOBS).execute().map(rows -> Rows.all(rows, Rows::job));
    }

    /** At which place a job waits: 1 if it is next; 0 if it does not wait. */
    public Future<Integer> placeOf(String id) {
        return readers.preparedQuery(Sql.QUEUED_BEFORE_AND_IT)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getInteger("place"));
    }

    /** How many jobs of other sessions wait or are at work. */
    public Future<Integer> activeOfOthers(String sessionId) {
        return readers.preparedQuery(Sql.COUNT_ACTIVE_OF_OTHERS)
                .execute(Tuple.of(sessionId))
                .map(rows -> rows.iterator().next().getInteger("others"));
    }

    /** All jobs of a session, oldest first. */
    public Future<List<Job>> ofSession(String sessionId) {
        return readers.preparedQuery(Sql.JOBS_OF_SESSION)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.all(rows, Rows::job));
    }

    public Future<QueueCounts> counts() {
        return counts(null);
    }

    /**
     * Counts the jobs that an account may see.
     *
     * @param viewer its id; null counts all
     */
    public Future<QueueCounts> counts(String viewer) {
        return readers.preparedQuery(Sql.COUNT_ACTIVE)
                .execute(Tuple.of(viewer))
                .map(rows -> rows.iterator().next())
                .map(row -> new QueueCounts(row.getInteger("queued"), row.getInteger("running")));
    }

    /** How many jobs there are in each state; 0 where there is none. */
    public Future<Map<JobState, Long>> byState() {
        return readers.query(Sql.COUNT_BY_STATE).execute().map(rows -> {
            Map<JobState, Long> counts = new EnumMap<>(JobState.class);
            for (JobState state : JobState.values()) {
                counts.put(state, 0L);
            }
            rows.forEach(row -> counts.put(JobState.parse(row.getString("state")), row.getLong("jobs")));
            return counts;
        });
    }

    /** A queued job's first task was taken. */
    public Future<Boolean> started(String id, TaskKind stage, Instant at) {
        return writer.change(Sql.JOB_STARTED, Tuple.of(Rows.label(stage), Rows.millis(at), id));
    }

    /**
     * A running job came further.
     *
     * @param progress 0 to 1; one that is lower than what is known is ignored, and the rest is noted all the same
     * @param at when it came so far
     */
    public Future<Boolean> progressed(String id, double progress, TaskKind stage, Pace pace, Instant at) {
        return writer.change(Sql.JOB_PROGRESSED, Tuple.from(new Object[] {
            progress,
            Rows.label(stage),
            Rows.millis(at),
            pace.attempt(),
            pace.etaSeconds(),
            pace.framesPerSecond(),
            pace.segmentsDone(),
            pace.segments(),
            pace.stalledSeconds(),
            id
        }));
    }

    /**
     * A job is done: its result is stored and its state changed, both or none.
     *
     * @param gzippedPayload the whole document that is sent, compressed with gzip
     * @param etag its hash, without quotes
     */
    public Future<Boolean> completed(String id, byte[] gzippedPayload, String etag, Instant at) {
        return writer.transaction(
                connection -> Writer.execute(connection, Sql.JOB_COMPLETED, Tuple.of(Rows.millis(at), id))
                        .compose(rows -> rows.rowCount() == 0
                                ? Future.succeededFuture(false)
                                : Writer.execute(
                                                connection,
                                                Sql.INSERT_RESULT,
                                                Tuple.of(Rows.millis(at), etag, gzippedPayload, id))
                                        .map(true)));
    }

    /** A job that makes no result is done. */
    public Future<Boolean> completed(String id, Instant at) {
        return writer.change(Sql.JOB_COMPLETED, Tuple.of(Rows.millis(at), id));
    }

    /**
     * A job cannot be done.
     *
     * @param sentence shown to the teacher
     */
    public Future<Boolean> failed(String id, String sentence, Instant at) {
        return writer.change(Sql.JOB_FAILED, Tuple.of(sentence, Rows.millis(at), id));
    }

    /**
     * Deletes a job; its result stays with the session, and the session remembers how a job without one ended.
     *
     * @return what it was; empty if there was none
     */
    public Future<Optional<Job>> delete(String id) {
        return writer.transaction(connection -> Writer.execute(connection, Sql.FIND_JOB, Tuple.of(id))
                .map(rows -> Rows.first(rows, Rows::job))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : delete(connection, found.get()).map(found)));
    }

    private static Future<RowSet<Row>> delete(SqlConnection connection, Job job) {
        Future<?> noted = job.state() == JobState.COMPLETED
                ? Future.succeededFuture()
                : Writer.execute(
                        connection,
                        Sql.SESSION_LOST_A_JOB,
                        Tuple.of(job.state().active() ? SessionRow.CANCELLED : job.error(), job.sessionId()));
        return noted.compose(done -> Writer.execute(connection, Sql.DELETE_JOB, Tuple.of(job.id())));
    }

    private static Future<Void> requireSession(SqlConnection connection, String id) {
        return Writer.execute(connection, Sql.FIND_SESSION, Tuple.of(id))
                .compose(rows ->
                        rows.size() == 0 ? Future.failedFuture(new NoSuchSession(id)) : Future.<Void>succeededFuture());
    }

    private static JobPage page(RowSet<Row> rows, Integer limit) {
        List<Job> jobs = Rows.all(rows, Rows::job);
        if (limit == null || jobs.size() <= limit) {
            return new JobPage(jobs, null);
        }
        List<Long> cursors = Rows.all(rows, row -> row.getLong("seq"));
        return new JobPage(jobs.subList(0, limit), cursors.get(limit - 1));
    }
}
