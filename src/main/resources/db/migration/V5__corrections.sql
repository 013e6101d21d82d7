-- What people said about results: nothing is ever changed here but that it was taken back, and when. The newest that holds is a
-- number that stands for all that hold, because only the newest is ever taken back and numbers are not used twice.
CREATE TABLE corrections (
    session_id TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (number > 0),
    at         BIGINT  NOT NULL,
    -- Who said it; null if nobody had to say who they are.
    who        TEXT,
    kind       TEXT    NOT NULL,
    summary    TEXT    NOT NULL,
    -- As it came, and what it meant at that moment.
    said       TEXT    NOT NULL CHECK (json_valid(said)),
    meant      TEXT    NOT NULL CHECK (json_valid(meant)),
    undone_at  BIGINT,
    PRIMARY KEY (session_id, number)
);

-- A result that was derived anew carries the number of the newest change in it; 0 is what the job made. How the recording was
-- sampled stands with the result, because its job may be deleted. SQLite cannot drop the old rule of one result for a job, so
-- the table is made anew.
CREATE TABLE results_new (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id      TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    job_id          TEXT    NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 0,
    created_at      BIGINT  NOT NULL,
    etag            TEXT    NOT NULL,
    payload         BLOB    NOT NULL,
    -- Null if the job of an older result was gone when these columns came.
    sample_fps      DOUBLE,
    segment_seconds INTEGER,
    UNIQUE (job_id, revision)
);

INSERT INTO results_new (seq, session_id, job_id, created_at, etag, payload, sample_fps, segment_seconds)
SELECT r.seq, r.session_id, r.job_id, r.created_at, r.etag, r.payload, j.sample_fps, j.segment_seconds
FROM results r LEFT JOIN jobs j ON j.id = r.job_id;

DROP TABLE results;
ALTER TABLE results_new RENAME TO results;
CREATE INDEX results_of_session ON results (session_id, seq);
