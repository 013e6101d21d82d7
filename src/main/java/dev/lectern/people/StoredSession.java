package dev.lectern.people;

import dev.lectern.http.People.Refused;
import dev.lectern.store.Correction;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of a session that matters here.
 *
 * @param row the session and its newest job
 * @param made its newest result as a job made it
 * @param newest that, or what was derived from it last
 * @param history all that was ever said about it, the newest first
 */
record StoredSession(SessionRow row, StoredResult made, StoredResult newest, List<Correction> history) {

    /** Reads it; fails with {@link Refused} if there is no such session, or no result yet. */
    static Future<StoredSession> read(Store store, String sessionId) {
        return store.sessions()
                .row(sessionId)
                .map(row -> row.orElseThrow(() -> new Refused(Refused.Kind.MISSING, "Session not found")))
                .compose(row -> Future.all(
                                store.results().newestMade(sessionId),
                                store.results().newest(sessionId),
                                store.corrections().of(sessionId))
                        .map(all -> new StoredSession(
                                row,
                                all.<Optional<StoredResult>>resultAt(0)
                                        .orElseThrow(() ->
                                                new Refused(Refused.Kind.MISSING, "Tracking results not available")),
                                all.<Optional<StoredResult>>resultAt(1).orElseThrow(),
                                all.resultAt(2))));
    }

    String id() {
        return row.session().id();
    }

    Said said() {
        return Said.of(history);
    }

    int nextNumber() {
        return history.isEmpty() ? 1 : history.get(0).number() + 1;
    }
}
