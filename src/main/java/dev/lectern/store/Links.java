package dev.lectern.store;

import dev.lectern.access.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links that let anybody who has one look at one session. */
public final class Links {

    /** So many a session may have. */
    public static final int MOST = 100;

    private final Writer writer;
    private final Pool readers;

    Links(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Adds one.
     *
     * @return false if the session is gone, or has {@link #MOST} already
     */
    public Future<Boolean> insert(Link link, Secret secret) {
        return writer.change(AccessSql.INSERT_LINK, Tuple.from(new Object[] {
            link.id(),
            secret.hash(),
            link.sessionId(),
            link.createdBy(),
            Rows.millis(link.createdAt()),
            Rows.millis(link.endsAt()),
            MOST
        }));
    }

    /** Where it leads, whether it is still good or not. */
    public Future<Optional<Link>> find(Secret secret) {
        return readers.preparedQuery(AccessSql.FIND_LINK)
                .execute(Tuple.of(secret.hash()))
                .map(rows -> Rows.first(rows, Links::link));
    }

    /** Newest first. */
    public Future<List<Link>> list(String sessionId) {
        return readers.preparedQuery(AccessSql.LIST_LINKS)
                .execute(Tuple.of(sessionId))
                .map(rows -> Rows.all(rows, Links::link));
    }

    public Future<Void> seen(String id, Instant at) {
        return writer.change(AccessSql.LINK_SEEN, Tuple.of(Rows.millis(at), id)).mapEmpty();
    }

    /** Makes a link worthless; says whether there was such a one. */
    public Future<Boolean> remove(String sessionId, String id) {
        return writer.change(AccessSql.DELETE_LINK, Tuple.of(sessionId, id));
    }

    /** Removes those that ended. */
    public Future<Void> sweep(Instant now) {
        return writer.change(AccessSql.DELETE_OLD_LINKS, Tuple.of(Rows.millis(now)))
                .mapEmpty();
    }

    private static Link link(Row row) {
        Long seen = row.getLong("seen_at");
        return new Link(
                row.getString("id"),
                row.getString("session_id"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                seen == null ? null : Instant.ofEpochMilli(seen),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }
}
