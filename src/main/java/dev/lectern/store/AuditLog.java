package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who did what. It is only added to; the database itself refuses everything else. */
public final class AuditLog {

    /** What is older may go. The schema keeps all that is younger than two years. */
    private static final Duration KEPT = Duration.ofDays(731);

    private final Writer writer;
    private final Pool readers;

    AuditLog(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    public Future<Void> add(AuditEntry entry) {
        return writer.change(AccessSql.INSERT_AUDIT, Tuple.from(new Object[] {
                    Rows.millis(entry.at()),
                    entry.actor(),
                    entry.credential(),
                    entry.action(),
                    entry.sessionId(),
                    entry.subject(),
                    entry.address(),
                    entry.status(),
                    entry.trace()
                }))
                .mapEmpty();
    }

    /**
     * Newest first.
     *
     * @param before the number of the oldest entry that is known already; null begins with the newest
     */
    public Future<List<AuditEntry>> page(Long before, int limit) {
        return readers.preparedQuery(AccessSql.LIST_AUDIT)
                .execute(Tuple.of(before, limit))
                .map(rows -> Rows.all(rows, AuditLog::entry));
    }

    /** Removes what is older than it has to be kept. */
    public Future<Void> sweep(Instant now) {
        return writer.change(AccessSql.DELETE_OLD_AUDIT, Tuple.of(Rows.millis(now.minus(KEPT))))
                .mapEmpty();
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("credential"),
                row.getString("action"),
                row.getString("session_id"),
                row.getString("subject"),
                row.getString("address"),
                row.getInteger("status"),
                row.getString("trace"));
    }
}
