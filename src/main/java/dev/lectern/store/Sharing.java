package dev.lectern.store;

import dev.lectern.access.Grants;
import dev.lectern.access.Standing;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which session is whose, and who else may see it. */
public final class Sharing {

    private static final String READ = "read";
    private static final String EDIT = "edit";

    private final Writer writer;
    private final Pool readers;

    /**
     * Who may do what with a session.
     *
     * @param owner a name; null if it is the admins'
     * @param shared names, each with {@link Standing#READER} or {@link Standing#EDITOR}
     */
    public record Shares(String owner, Map<String, Standing> shared) {}

    Sharing(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** How an account stands to a session; empty if there is no such session. */
    public Future<Optional<Grants>> grants(String sessionId, String accountId) {
        return readers.preparedQuery(AccessSql.FIND_GRANTS)
                .execute(Tuple.of(sessionId, accountId))
                .map(rows ->
                        Rows.first(rows, row -> new Grants(row.getString("owner"), standing(row.getString("level")))));
    }

    /** How an account stands to those of these sessions that are its own or were shared with it, by the session's id. */
    public Future<Map<String, Grants>> grantsOf(String accountId, List<String> sessionIds) {
        return readers.preparedQuery(AccessSql.GRANTS_OF)
                .execute(Tuple.of(accountId, new JsonArray(sessionIds).encode()))
                .map(rows -> {
                    Map<String, Grants> grants = new HashMap<>();
                    rows.forEach(row -> grants.put(
                            row.getString("id"), new Grants(row.getString("owner"), standing(row.getString("level")))));
                    return grants;
                });
    }

    /** The session that a job is about; empty if there is no such job. */
    public Future<Optional<String>> sessionOf(String jobId) {
        return readers.preparedQuery(AccessSql.SESSION_OF_JOB)
                .execute(Tuple.of(jobId))
                .map(rows -> Rows.first(rows, row -> row.getString("session_id")));
    }

    public Future<Shares> of(String sessionId) {
        return readers.preparedQuery(AccessSql.OWNER_NAME)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.first(rows, row -> row.getString("name")).orElse(null))
                .compose(owner -> readers.preparedQuery(AccessSql.LIST_GRANTS)
                        .execute(Tuple.of(sessionId))
                        .map(rows -> {
                            Map<String, Standing> shared = new LinkedHashMap<>();
                            rows.forEach(row -> shared.put(row.getString("name"), standing(row.getString("level"))));
                            return new Shares(owner, shared);
                        }));
    }

    /**
     * Lets an account see a session.
     *
     * @param standing {@link Standing#READER} or {@link Standing#EDITOR}
     */
    public Future<Boolean> give(String sessionId, String accountId, Standing standing) {
        return writer.change(
                AccessSql.SET_GRANT, Tuple.of(sessionId, accountId, standing == Standing.EDITOR ? EDIT : READ));
    }

    /** Takes back what was given. */
    public Future<Boolean> take(String sessionId, String accountId) {
        return writer.change(AccessSql.DELETE_GRANT, Tuple.of(sessionId, accountId));
    }

    /** Makes a session somebody's. */
    public Future<Boolean> own(String sessionId, String accountId) {
        return writer.change(AccessSql.SET_OWNER, Tuple.of(accountId, sessionId));
    }

    /** For each session that somebody but admins may see, the ids of those accounts. */
    public Future<Map<String, Set<String>>> whoSeesWhat() {
        return readers.query(AccessSql.WHO_SEES_WHAT).execute().map(rows -> {
            Map<String, Set<String>> seen = new HashMap<>();
            rows.forEach(row -> seen.computeIfAbsent(row.getString("session_id"), key -> new HashSet<>())
                    .add(row.getString("account_id")));
            return seen;
        });
    }

    /** The ids of the accounts that may see a session, apart from admins. */
    public Future<Set<String>> whoSees(String sessionId) {
        return readers.preparedQuery(AccessSql.WHO_SEES)
                .execute(Tuple.of(sessionId))
                .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getString("account_id"))));
    }

    private static Standing standing(String level) {
        return level == null ? Standing.NONE : level.equals(EDIT) ? Standing.EDITOR : Standing.READER;
    }
}
