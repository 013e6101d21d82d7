-- Times are milliseconds since 1970 UTC. BIGINT and DOUBLE are what the JDBC client reads in full: it takes REAL for 32 bits.
-- seq grows with every row, so that "newest" does not depend on the clock.

CREATE TABLE sessions (
    seq              INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT    NOT NULL UNIQUE,
    name             TEXT,
    metadata         TEXT CHECK (metadata IS NULL OR json_valid(metadata)),
    created_at       BIGINT  NOT NULL,
    recording_sha256 TEXT    NOT NULL,
    recording_bytes  BIGINT  NOT NULL,
    duration_ms      BIGINT,
    -- How the last job that was deleted without a result had ended. It speaks for a session that has no job left.
    last_error       TEXT
);

CREATE TABLE jobs (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL UNIQUE,
    session_id      TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed')),
    progress        DOUBLE  NOT NULL CHECK (progress BETWEEN 0 AND 1),
    stage           TEXT,
    sample_fps      DOUBLE  NOT NULL,
    segment_seconds INTEGER NOT NULL,
    created_at      BIGINT  NOT NULL,
    started_at      BIGINT,
    finished_at     BIGINT,
    updated_at      BIGINT  NOT NULL,
    error           TEXT
);

CREATE INDEX jobs_of_session ON jobs (session_id, seq);
-- Two runs of one recording at once are impossible, whatever the code above does.
CREATE UNIQUE INDEX one_active_job_of_session ON jobs (session_id) WHERE state IN ('queued', 'running');

-- A table of its own, so that lists never read payloads; a result outlives its job and dies with its session.
CREATE TABLE results (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    job_id     TEXT    NOT NULL UNIQUE,
    created_at BIGINT  NOT NULL,
    etag       TEXT    NOT NULL,
    payload    BLOB    NOT NULL
);

CREATE INDEX results_of_session ON results (session_id, seq);
