-- What lists are filtered and sorted by stands in the rows and has an index, so that a page costs the same however many sessions there are.

ALTER TABLE sessions ADD COLUMN status TEXT NOT NULL DEFAULT 'failed' CHECK (status IN ('processing', 'completed', 'failed'));
-- What a search looks through, and what sorts by title and by day: folded by the program, which knows more letters than SQLite. Null
-- in rows of older versions until the program has seen them.
ALTER TABLE sessions ADD COLUMN found_by  TEXT;
ALTER TABLE sessions ADD COLUMN title_key TEXT;
ALTER TABLE sessions ADD COLUMN held_at   TEXT;

CREATE INDEX sessions_by_status ON sessions (status, seq);
CREATE INDEX sessions_by_title ON sessions (title_key, seq);
CREATE INDEX sessions_by_day ON sessions (held_at, seq);
CREATE INDEX sessions_by_length ON sessions (coalesce(duration_ms, -1), seq);
CREATE INDEX sessions_not_folded ON sessions (seq) WHERE found_by IS NULL;

CREATE INDEX active_jobs ON jobs (seq) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_by_state ON jobs (state);

-- How each session stands, from its jobs and results. Only one job of a session is ever active, and that is its newest.
CREATE VIEW session_status AS
SELECT s.id, CASE
    WHEN EXISTS (SELECT 1 FROM jobs j WHERE j.session_id = s.id AND j.state IN ('queued', 'running')) THEN 'processing'
    WHEN EXISTS (SELECT 1 FROM results r WHERE r.session_id = s.id) THEN 'completed'
    ELSE 'failed'
END AS status
FROM sessions s;

UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = sessions.id);

-- By triggers, so that nothing that changes jobs or results can forget it.
CREATE TRIGGER job_added AFTER INSERT ON jobs
BEGIN
    UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = NEW.session_id) WHERE id = NEW.session_id;
END;

CREATE TRIGGER job_changed AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state
BEGIN
    UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = NEW.session_id) WHERE id = NEW.session_id;
END;

CREATE TRIGGER job_removed AFTER DELETE ON jobs
BEGIN
    UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = OLD.session_id) WHERE id = OLD.session_id;
END;

CREATE TRIGGER result_added AFTER INSERT ON results
BEGIN
    UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = NEW.session_id) WHERE id = NEW.session_id;
END;

CREATE TRIGGER result_removed AFTER DELETE ON results
BEGIN
    UPDATE sessions SET status = (SELECT v.status FROM session_status v WHERE v.id = OLD.session_id) WHERE id = OLD.session_id;
END;
