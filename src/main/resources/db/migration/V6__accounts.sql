-- Who may log in, what they showed to be known by, and what is whose. Of passwords, tokens and links only hashes are kept.

CREATE TABLE accounts (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE,
    role       TEXT   NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    password   TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- Browsers that are logged in.
CREATE TABLE logins (
    id         TEXT   NOT NULL PRIMARY KEY,
    hash       TEXT   NOT NULL UNIQUE,
    account_id TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX logins_of_account ON logins (account_id);

CREATE TABLE tokens (
    id         TEXT   NOT NULL PRIMARY KEY,
    hash       TEXT   NOT NULL UNIQUE,
    account_id TEXT   NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name       TEXT   NOT NULL,
    scope      TEXT   NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX tokens_of_account ON tokens (account_id);

-- Null: from before there were accounts, or of one that is gone. Such sessions are the admins'.
ALTER TABLE sessions ADD COLUMN owner TEXT REFERENCES accounts (id) ON DELETE SET NULL;
CREATE INDEX sessions_of_owner ON sessions (owner);

CREATE TABLE grants (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    level      TEXT NOT NULL CHECK (level IN ('read', 'edit')),
    PRIMARY KEY (session_id, account_id)
);
CREATE INDEX grants_of_account ON grants (account_id);

CREATE TABLE links (
    id         TEXT   NOT NULL PRIMARY KEY,
    hash       TEXT   NOT NULL UNIQUE,
    session_id TEXT   NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_by TEXT,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX links_of_session ON links (session_id);

-- Who did what. No foreign keys: it outlives what it is about.
CREATE TABLE audit (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    at         BIGINT  NOT NULL,
    actor      TEXT    NOT NULL,
    credential TEXT,
    action     TEXT    NOT NULL,
    session_id TEXT,
    subject    TEXT,
    address    TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    trace      TEXT    NOT NULL
);

-- What was written stays as it was written, for two years at least.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
WHEN OLD.at > (CAST(strftime('%s', 'now') AS INTEGER) - 730 * 86400) * 1000
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
