package dev.lectern.store;

/** Every statement about accounts, what they are known by, what is whose, and what they did. */
final class AccessSql {

    static final String ANY_ACCOUNT = "SELECT 1 FROM accounts LIMIT 1";
    static final String LIST_ACCOUNTS =
            "SELECT a.id, a.name, a.role, a.created_at, a.disabled, i.issuer FROM accounts a"
                    + " LEFT JOIN identities i ON i.account_id = a.id ORDER BY a.name";
    static final String FIND_ACCOUNT =
            "SELECT id, name, role, nullif(password, '') AS password, disabled FROM accounts WHERE name = ?";
    static final String INSERT_ACCOUNT = "INSERT INTO accounts (id, name, role, password, created_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING";
    static final String SET_PASSWORD = "UPDATE accounts SET password = ?1 WHERE id = ?2 AND password <> ''";
    /** Whether an admin is left who can log in, whatever is done to this account. */
    private static final String ANOTHER_ADMIN = "(role <> 'admin' OR EXISTS"
            + " (SELECT 1 FROM accounts o WHERE o.role = 'admin' AND o.disabled = 0 AND o.id <> accounts.id))";

    static final String SET_ROLE =
            "UPDATE accounts SET role = ?1 WHERE id = ?2 AND (?1 = 'admin' OR " + ANOTHER_ADMIN + ")";
    static final String DELETE_ACCOUNT = "DELETE FROM accounts WHERE id = ? AND " + ANOTHER_ADMIN;
    static final String SET_DISABLED =
            "UPDATE accounts SET disabled = ?1 WHERE id = ?2 AND (?1 = 0 OR " + ANOTHER_ADMIN + ")";

    static final String FIND_IDENTITY = "SELECT a.id, a.name, a.role, a.disabled FROM identities i"
            + " JOIN accounts a ON a.id = i.account_id WHERE i.issuer = ? AND i.subject = ?";
    static final String IS_NAME_TAKEN = "SELECT 1 FROM accounts WHERE name = ?";
    static final String INSERT_IDENTITY = "INSERT INTO identities (issuer, subject, account_id) VALUES (?, ?, ?)";
    static final String DELETE_ONLY_ACCOUNT =
            "DELETE FROM accounts WHERE id = ?1" + " AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.id <> ?1)";

    private static final String WITH_ACCOUNT = " a.id AS a_id, a.name AS a_name, a.role AS a_role";
    static final String INSERT_LOGIN =
            "INSERT INTO logins (id, hash, account_id, created_at, seen_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?4, ?5)";
    static final String FIND_LOGIN = "SELECT l.id, l.seen_at, l.ends_at," + WITH_ACCOUNT
            + " FROM logins l JOIN accounts a ON a.id = l.account_id AND a.disabled = 0 WHERE l.hash = ?";
    static final String FIND_LOGIN_BY_ID = "SELECT l.id, l.seen_at, l.ends_at," + WITH_ACCOUNT
            + " FROM logins l JOIN accounts a ON a.id = l.account_id AND a.disabled = 0 WHERE l.id = ?";
    static final String LOGIN_SEEN = "UPDATE logins SET seen_at = max(seen_at, ?) WHERE id = ?";
    static final String DELETE_LOGIN = "DELETE FROM logins WHERE id = ?";
    static final String DELETE_LOGINS_OF = "DELETE FROM logins WHERE account_id = ? AND id <> ?";
    static final String DELETE_OLD_LOGINS = "DELETE FROM logins WHERE ends_at < ? OR seen_at < ?";

    private static final String TOKEN_ROWS = "SELECT t.id, t.name, t.scope, t.created_at, t.seen_at, t.ends_at,"
            + WITH_ACCOUNT + " FROM tokens t JOIN accounts a ON a.id = t.account_id";
    static final String INSERT_TOKEN =
            "INSERT INTO tokens (id, hash, account_id, name, scope, created_at, ends_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
                    + " WHERE (SELECT count(*) FROM tokens WHERE account_id = ?3) < ?8";
    static final String FIND_TOKEN = TOKEN_ROWS + " WHERE a.disabled = 0 AND t.hash = ?";
    static final String FIND_TOKEN_BY_ID = TOKEN_ROWS + " WHERE a.disabled = 0 AND t.id = ?";
    static final String LIST_TOKENS =
            TOKEN_ROWS + " WHERE ?1 IS NULL OR t.account_id = ?1 ORDER BY t.created_at DESC, t.id";
    static final String TOKEN_SEEN = "UPDATE tokens SET seen_at = ? WHERE id = ?";
    static final String DELETE_TOKEN = "DELETE FROM tokens WHERE id = ?1 AND (?2 IS NULL OR account_id = ?2)";

    static final String FIND_GRANTS = "SELECT s.owner, g.level FROM sessions s"
            + " LEFT JOIN grants g ON g.session_id = s.id AND g.account_id = ?2 WHERE s.id = ?1";
    /** Parameters: account, a JSON array of sessions. */
    static final String GRANTS_OF = "SELECT s.id, s.owner, g.level FROM json_each(?2) asked"
            + " JOIN sessions s ON s.id = asked.value"
            + " LEFT JOIN grants g ON g.session_id = s.id AND g.account_id = ?1"
            + " WHERE s.owner = ?1 OR g.level IS NOT NULL";

    static final String SESSION_OF_JOB = "SELECT session_id FROM jobs WHERE id = ?";
    static final String OWNER_NAME = "SELECT a.name FROM sessions s JOIN accounts a ON a.id = s.owner WHERE s.id = ?";
    static final String SET_OWNER = "UPDATE sessions SET owner = ? WHERE id = ?";
    static final String LIST_GRANTS = "SELECT a.name, g.level FROM grants g JOIN accounts a ON a.id = g.account_id"
            + " WHERE g.session_id = ? ORDER BY a.name";
    static final String SET_GRANT = "INSERT INTO grants (session_id, account_id, level)"
            + " SELECT id, ?2, ?3 FROM sessions WHERE id = ?1 ON CONFLICT DO UPDATE SET level = excluded.level";
    static final String DELETE_GRANT = "DELETE FROM grants WHERE session_id = ? AND account_id = ?";
    static final String WHO_SEES_WHAT =
            "SELECT id AS session_id, owner AS account_id FROM sessions WHERE owner IS NOT NULL"
                    + " UNION ALL SELECT session_id, account_id FROM grants";

    static final String WHO_SEES = "SELECT owner AS account_id FROM sessions WHERE id = ?1 AND owner IS NOT NULL"
            + " UNION ALL SELECT account_id FROM grants WHERE session_id = ?1";

    static final String INSERT_LINK = "INSERT INTO links (id, hash, session_id, created_by, created_at, ends_at)"
            + " SELECT ?1, ?2, s.id, ?4, ?5, ?6 FROM sessions s"
            + " WHERE s.id = ?3 AND (SELECT count(*) FROM links WHERE session_id = ?3) < ?7";
    private static final String LINK_ROWS =
            "SELECT id, session_id, created_by, created_at, seen_at, ends_at FROM links";
    static final String FIND_LINK = LINK_ROWS + " WHERE hash = ?";
    static final String LIST_LINKS = LINK_ROWS + " WHERE session_id = ? ORDER BY created_at DESC, id";
    static final String LINK_SEEN = "UPDATE links SET seen_at = ? WHERE id = ?";
    static final String DELETE_LINK = "DELETE FROM links WHERE session_id = ? AND id = ?";
    static final String DELETE_OLD_LINKS = "DELETE FROM links WHERE ends_at < ?";

    static final String INSERT_AUDIT = "INSERT INTO audit (at, actor, credential, action, session_id, subject, address,"
            + " status, trace) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String LIST_AUDIT =
            "SELECT seq, at, actor, credential, action, session_id, subject, address, status, trace"
                    + " FROM audit WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2";
    static final String DELETE_OLD_AUDIT = "DELETE FROM audit WHERE at < ?";

    private AccessSql() {}
}
