-- Who is known by an identity provider instead of by a password; such an account's password is the empty text, which matches nothing.
-- An issuer and what it calls somebody are one person for ever, whatever names it gives.
CREATE TABLE identities (
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    account_id TEXT NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);

-- Of an account that is disabled no login or token is good.
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));
