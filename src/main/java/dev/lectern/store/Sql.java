package dev.lectern.store;

/** Every statement, in one place. */
final class Sql {

    private static final String ACTIVE = "state IN ('queued', 'running')";
    /** Of a session s, for the account that is parameter 1; null sees all. */
    static final String SEEN = "(?1 IS NULL OR s.owner = ?1 OR EXISTS"
            + " (SELECT 1 FROM grants g WHERE g.session_id = s.id AND g.account_id = ?1))";

    private static final String JOB_COLUMNS = "j.seq, j.id, j.session_id, j.state, j.progress, j.stage, j.sample_fps,"
            + " j.segment_seconds, j.quality, j.created_at, j.started_at, j.finished_at, j.updated_at, j.error, j.renders, j.trace,"
            + " j.attempt, j.eta_seconds, j.frames_per_second, j.segments_done, j.segments, j.stalled_seconds";
    private static final String SESSION_COLUMNS = "s.id AS s_id, s.name AS s_name, s.metadata AS s_metadata,"
            + " s.created_at AS s_created_at, s.recording_sha256 AS s_sha256, s.recording_bytes AS s_bytes,"
            + " s.duration_ms AS s_duration_ms";

    static final String INSERT_SESSION = "INSERT INTO sessions"
            + " (id, name, metadata, created_at, recording_sha256, recording_bytes, duration_ms, found_by, title_key,"
            + " held_at, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String SESSIONS_NOT_FOLDED =
            "SELECT " + SESSION_COLUMNS + " FROM sessions s WHERE s.found_by IS NULL ORDER BY s.seq LIMIT ?";
    static final String FOLD_SESSION = "UPDATE sessions SET found_by = ?, title_key = ?, held_at = ? WHERE id = ?";
    static final String FIND_SESSION = "SELECT " + SESSION_COLUMNS + " FROM sessions s WHERE s.id = ?";
    static final String SESSION_IDS = "SELECT id FROM sessions ORDER BY seq";
    static final String SESSION_INSPECTED =
            "UPDATE sessions SET duration_ms = ?, thumbnail = max(thumbnail, ?) WHERE id = ?";
    static final String DELETE_SESSION = "DELETE FROM sessions WHERE id = ?";
    static final String SESSION_LOST_A_JOB = "UPDATE sessions SET last_error = ? WHERE id = ?";

    static final String SESSION_ROW_COLUMNS =
            SESSION_COLUMNS + ", s.last_error AS s_last_error, s.thumbnail AS s_thumbnail, " + JOB_COLUMNS
                    + ", EXISTS (SELECT 1 FROM results r WHERE r.session_id = s.id) AS has_result";
    static final String SESSION_ROW_TABLES =
            " FROM sessions s LEFT JOIN jobs j ON j.seq = (SELECT max(seq) FROM jobs WHERE session_id = s.id)";
    static final String FIND_SESSION_ROW = "SELECT " + SESSION_ROW_COLUMNS + SESSION_ROW_TABLES + " WHERE s.id = ?";

    static final String INSERT_JOB = "INSERT INTO jobs (id, session_id, state, progress, stage, sample_fps,"
            + " segment_seconds, quality, created_at, started_at, finished_at, updated_at, error, renders, trace)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String FIND_JOB = "SELECT " + JOB_COLUMNS + " FROM jobs j WHERE j.id = ?";
    static final String FIND_JOB_AND_SESSION = "SELECT " + JOB_COLUMNS + ", " + SESSION_COLUMNS
            + " FROM jobs j JOIN sessions s ON s.id = j.session_id WHERE j.id = ?";
    static final String JOBS_OF_SESSION =
            "SELECT " + JOB_COLUMNS + " FROM jobs j WHERE j.session_id = ? ORDER BY j.seq";
    static final String ACTIVE_JOB_OF_SESSION = "SELECT id FROM jobs WHERE session_id = ? AND " + ACTIVE;
    static final String ACTIVE_JOBS = "SELECT " + JOB_COLUMNS + " FROM jobs j WHERE " + ACTIVE + " ORDER BY j.seq";
    private static final String JOB_ROWS =
            "SELECT " + JOB_COLUMNS + " FROM jobs j%s JOIN sessions s ON s.id = j.session_id WHERE " + SEEN;
    private static final String NEWEST_BEFORE = " AND (?2 IS NULL OR j.seq < ?2) ORDER BY j.seq DESC LIMIT ?3";
    static final String LIST_JOBS = String.format(JOB_ROWS, "") + NEWEST_BEFORE;
    static final String QUEUED_BEFORE_AND_IT = "SELECT count(*) AS place FROM jobs WHERE state = 'queued' AND seq <="
            + " (SELECT q.seq FROM jobs q WHERE q.id = ? AND q.state = 'queued')";
    static final String COUNT_ACTIVE_OF_OTHERS =
            "SELECT count(*) AS others FROM jobs WHERE " + ACTIVE + " AND session_id <> ?";
    static final String LIST_ACTIVE_JOBS =
            String.format(JOB_ROWS, " INDEXED BY active_jobs") + " AND " + ACTIVE + NEWEST_BEFORE;
    static final String LIST_ENDED_JOBS = String.format(JOB_ROWS, "") + " AND NOT (" + ACTIVE + ")" + NEWEST_BEFORE;
    static final String COUNT_ACTIVE = "SELECT coalesce(sum(state = 'queued'), 0) AS queued,"
            + " coalesce(sum(state = 'running'), 0) AS running FROM jobs j JOIN sessions s ON s.id = j.session_id WHERE "
            + ACTIVE
            + " AND " + SEEN;
    static final String COUNT_BY_STATE = "SELECT state, count(*) AS jobs FROM jobs GROUP BY state";
    static final String JOB_STARTED = "UPDATE jobs SET state = 'running', stage = ?1, started_at = ?2, updated_at = ?2"
            + " WHERE id = ?3 AND state = 'queued'";
    static final String JOB_PROGRESSED =
            "UPDATE jobs SET progress = max(progress, ?), stage = ?, updated_at = max(updated_at, ?),"
                    + " attempt = ?, eta_seconds = ?, frames_per_second = ?, segments_done = ?, segments = ?, stalled_seconds = ?"
                    + " WHERE id = ? AND state = 'running'";
    private static final String AT_REST = "eta_seconds = NULL, frames_per_second = NULL, stalled_seconds = NULL";
    static final String JOB_COMPLETED = "UPDATE jobs SET state = 'completed', progress = 1, stage = NULL, error = NULL,"
            + " started_at = coalesce(started_at, ?1), finished_at = ?1, updated_at = ?1, segments_done = segments, "
            + AT_REST + " WHERE id = ?2 AND " + ACTIVE;
    static final String JOB_FAILED = "UPDATE jobs SET state = 'failed', stage = NULL, error = ?1, finished_at = ?2,"
            + " updated_at = ?2, " + AT_REST + " WHERE id = ?3 AND " + ACTIVE;
    static final String DELETE_JOB = "DELETE FROM jobs WHERE id = ?";

    static final String INSERT_RESULT =
            "INSERT INTO results (session_id, job_id, created_at, etag, payload, sample_fps, segment_seconds, quality)"
                    + " SELECT session_id, id, ?, ?, ?, sample_fps, segment_seconds, quality FROM jobs WHERE id = ?";
    /** What the newest job that made a result made, for the session of {@code %s}. */
    private static final String NEWEST_MADE =
            "(SELECT max(b.seq) FROM results b WHERE b.session_id = %s AND b.revision = 0)";
    /** The newest change that holds, for the session of {@code %s}. */
    private static final String REVISION = "(SELECT coalesce(max(c.number), 0) FROM corrections c"
            + " WHERE c.session_id = %s AND c.undone_at IS NULL)";

    private static final String RESULT_COLUMNS =
            "r.job_id, r.revision, r.created_at, r.etag, r.payload, r.sample_fps, r.segment_seconds, r.quality";
    /** What the newest job made, or what was derived from it, if that knows of all changes that hold. */
    private static final String SHOWN = " FROM results r JOIN results m ON m.job_id = r.job_id AND m.revision = 0"
            + " WHERE m.seq = " + String.format(NEWEST_MADE, "?1")
            + " AND r.revision IN (0, " + String.format(REVISION, "?1") + ") ORDER BY r.revision DESC LIMIT 1";

    static final String NEWEST_RESULT =
            "SELECT " + RESULT_COLUMNS + ", " + String.format(REVISION, "?1") + " AS standing" + SHOWN;
    static final String NEWEST_ETAG = "SELECT r.etag" + SHOWN;
    static final String NEWEST_MADE_RESULT = "SELECT " + RESULT_COLUMNS + ", " + String.format(REVISION, "?1")
            + " AS standing FROM results r WHERE r.seq = " + String.format(NEWEST_MADE, "?1");
    static final String RESULT_BY_ETAG = "SELECT " + RESULT_COLUMNS + ", r.revision AS standing FROM results r"
            + " WHERE r.session_id = ? AND r.etag = ? ORDER BY r.seq DESC LIMIT 1";
    static final String RESULTS_OF_SESSION = "SELECT " + RESULT_COLUMNS
            + ", r.revision AS standing FROM results r WHERE r.session_id = ? ORDER BY r.seq";
    static final String RESULT_EXISTS = "SELECT 1 FROM results WHERE session_id = ? LIMIT 1";
    static final String INSERT_DERIVED = "INSERT INTO results (session_id, job_id, revision, created_at, etag, payload,"
            + " sample_fps, segment_seconds, quality)"
            + " SELECT session_id, job_id, ?1, ?2, ?3, ?4, sample_fps, segment_seconds, quality"
            + " FROM results WHERE job_id = ?5 AND revision = 0";
    static final String DELETE_DERIVED = "DELETE FROM results WHERE session_id = ? AND revision > 0";

    static final String CORRECTIONS_OF_SESSION = "SELECT number, at, who, kind, summary, said, meant, undone_at"
            + " FROM corrections WHERE session_id = ? ORDER BY number DESC";
    static final String INSERT_CORRECTION =
            "INSERT INTO corrections (session_id, number, at, who, kind, summary, said, meant)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    static final String UNDO_CORRECTION = "UPDATE corrections SET undone_at = ? WHERE session_id = ? AND number = ?";
    static final String STANDING = "SELECT m.job_id, " + String.format(REVISION, "?1") + " AS revision FROM results m"
            + " WHERE m.seq = " + String.format(NEWEST_MADE, "?1");
    static final String STANDINGS = "SELECT r.session_id, r.etag, r.revision, max(r.created_at,"
            + " (SELECT max(max(c.at, coalesce(c.undone_at, 0))) FROM corrections c WHERE c.session_id = r.session_id))"
            + " AS at FROM results r"
            + " JOIN results m ON m.job_id = r.job_id AND m.revision = 0"
            + " WHERE m.seq = " + String.format(NEWEST_MADE, "r.session_id")
            + " AND r.revision = " + String.format(REVISION, "r.session_id")
            + " AND r.session_id IN (SELECT session_id FROM corrections)";
    /** Only where a change holds a result can be behind. */
    static final String PENDING_SESSIONS = "SELECT m.session_id FROM results m"
            + " WHERE m.session_id IN (SELECT session_id FROM corrections WHERE undone_at IS NULL) AND m.seq = "
            + String.format(NEWEST_MADE, "m.session_id")
            + " AND NOT EXISTS (SELECT 1 FROM results r WHERE r.job_id = m.job_id AND r.revision = "
            + String.format(REVISION, "m.session_id") + ") ORDER BY m.seq";

    static final String SPEEDS = "SELECT kind, quality, seconds, work FROM speeds";
    static final String WRITE_SPEED = "INSERT INTO speeds (kind, quality, seconds, work) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET seconds = excluded.seconds, work = excluded.work";

    static final String BEGIN = "BEGIN";
    static final String COMMIT = "COMMIT";
    static final String EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)";

    private Sql() {}
}
