package dev.lectern.store;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.TaskKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionPagesTest extends WithStore {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00.123Z");

    @ParameterizedTest
    @EnumSource
    void thePagesTogetherAreTheWholeListInEveryOrder(SessionOrder order) {
        for (String name : new String[] {"b", "a", "a", null, "c", "a", null}) {
            stored(name, null, "2026-01-0" + (name == null ? 1 : name.length()), null);
        }
        SessionQuery all = SessionQuery.search(null, null, null, order);
        List<String> whole = ids(await(store.sessions().page(all, null, null)));
        assertThat(whole).hasSize(7).doesNotHaveDuplicates();

        List<String> paged = new ArrayList<>();
        SessionCursor cursor = null;
        do {
            SessionPage page = await(store.sessions().page(all, 2, cursor));
            paged.addAll(ids(page));
            cursor = page.next() == null
                    ? null
                    : SessionCursor.parse(page.next().text(order), order).orElseThrow();
        } while (cursor != null);
        assertThat(paged).isEqualTo(whole);
        assertThat(await(store.sessions().count(all))).isEqualTo(7);
    }

    @Test
    void aPageBeginsWhereTheOneBeforeEndedAlsoIfThatSessionIsGone() {
        Session a = stored("a");
        Session b = stored("b");
        Session c = stored("c");
        for (SessionOrder order : List.of(SessionOrder.NEWEST, SessionOrder.NAME)) {
            SessionQuery all = SessionQuery.search(null, null, null, order);
            SessionPage first = await(store.sessions().page(all, 2, null));
            assertThat(first.next()).isNotNull();
        }
        SessionQuery byName = SessionQuery.search(null, null, null, SessionOrder.NAME);
        SessionCursor behindB = await(store.sessions().page(byName, 2, null)).next();
        await(store.sessions().delete(b.id()));
        stored("aa");
        assertThat(ids(await(store.sessions().page(byName, 2, behindB)))).containsExactly(c.id());
        assertThat(a.id()).isNotEqualTo(c.id());
    }

    @Test
    void eachOrderBeginsWithWhatItSays() {
        Session ten = stored("Week 10", null, "2026-01-02", 5L);
        Session two = stored("week 2", null, "2026-03-01", null);
        Session none = stored(null, null, null, 9L);
        assertThat(found(null, null, SessionOrder.NEWEST)).containsExactly(none.id(), two.id(), ten.id());
        assertThat(found(null, null, SessionOrder.OLDEST)).containsExactly(ten.id(), two.id(), none.id());
        assertThat(found(null, null, SessionOrder.NAME)).containsExactly(two.id(), ten.id(), none.id());
        assertThat(found(null, null, SessionOrder.LONGEST)).containsExactly(none.id(), ten.id(), two.id());
    }

    @Test
    void eachWordIsFoundSomewhereWhateverItsCaseAndAccents() {
        Session optics = stored("Optics 10", "PHY-2", "2026-05-01", null);
        Session zurich = stored("Zürich, 100 %", null, null, null);
        assertThat(found("phy OPT", null)).containsExactly(optics.id());
        assertThat(found("2026-05", null)).containsExactly(optics.id());
        assertThat(found("zurich", null)).containsExactly(zurich.id());
        assertThat(found("ZÜRICH %", null)).containsExactly(zurich.id());
        assertThat(found(zurich.id(), null)).containsExactly(zurich.id());
        assertThat(found("_", null)).isEmpty();
        assertThat(found(" ", null)).containsExactly(zurich.id(), optics.id());
    }

    @Test
    void theStatusThatIsSearchedForIsTheOneThatIsShown() {
        Session session = stored("a");
        Job job = await(store.jobs().ofSession(session.id())).get(0);
        isListedAs(session, SessionStatus.PROCESSING);
        await(store.jobs().started(job.id(), TaskKind.INSPECT, T0));
        isListedAs(session, SessionStatus.PROCESSING);
        await(store.jobs().failed(job.id(), "It broke.", T0));
        isListedAs(session, SessionStatus.FAILED);
        Job again = Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, T0);
        await(store.jobs().insertUnlessActive(again));
        isListedAs(session, SessionStatus.PROCESSING);
        await(store.jobs().completed(again.id(), "x".getBytes(StandardCharsets.UTF_8), "abc", T0));
        isListedAs(session, SessionStatus.COMPLETED);
        await(store.jobs().delete(again.id()));
        isListedAs(session, SessionStatus.COMPLETED);
        Session cancelled = stored("b");
        await(store.jobs()
                .delete(await(store.jobs().ofSession(cancelled.id())).get(0).id()));
        isListedAs(cancelled, SessionStatus.FAILED);
        await(store.sessions().delete(session.id()));
        assertThat(found(null, SessionStatus.COMPLETED)).isEmpty();
    }

    private void isListedAs(Session session, SessionStatus status) {
        assertThat(await(store.sessions().row(session.id())).orElseThrow().status())
                .isEqualTo(status);
        for (SessionStatus each : SessionStatus.values()) {
            assertThat(found(session.id(), each)).hasSize(each == status ? 1 : 0);
        }
    }

    @Test
    void sessionsOfOlderVersionsAreFoundAndStandAsTheyDid() throws Exception {
        Path file = folder.resolve("older.db");
        String url = "jdbc:sqlite:" + file;
        Flyway.configure().dataSource(url, null, null).target("8").load().migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sessions (id, name, metadata, created_at, recording_sha256, recording_bytes)"
                    + " VALUES ('sess-01', 'Ökologie', '{\"courseCode\":\"BIO\"}', 1, 'ab', 1),"
                    + " ('sess-02', NULL, NULL, 1, 'ab', 1), ('sess-03', 'Optics', '[1]', 1, 'ab', 1)");
            statement.execute("INSERT INTO jobs (id, session_id, state, progress, sample_fps, segment_seconds,"
                    + " created_at, updated_at, trace) VALUES ('job-01', 'sess-01', 'queued', 0, 5, 60, 1, 1, 'ab')");
            statement.execute("INSERT INTO results (session_id, job_id, created_at, etag, payload)"
                    + " VALUES ('sess-02', 'job-00', 1, 'ab', x'00')");
        }
        await(store.close());
        store = await(Store.open(vertx, file));
        assertThat(found("okologie bio", SessionStatus.PROCESSING)).containsExactly("sess-01");
        assertThat(found(null, SessionStatus.COMPLETED)).containsExactly("sess-02");
        assertThat(found("optics", SessionStatus.FAILED)).containsExactly("sess-03");
        assertThat(found(null, null, SessionOrder.NAME)).containsExactly("sess-01", "sess-03", "sess-02");
    }

    private List<String> found(String text, SessionStatus status) {
        return found(text, status, SessionOrder.NEWEST);
    }

    private List<String> found(String text, SessionStatus status, SessionOrder order) {
        SessionQuery query = SessionQuery.search(null, status, text, order);
        List<String> found = ids(await(store.sessions().page(query, 50, null)));
        assertThat(await(store.sessions().count(query))).isEqualTo(found.size());
        return found;
    }

    private static List<String> ids(SessionPage page) {
        return page.sessions().stream().map(row -> row.session().id()).toList();
    }

    private Session stored(String name) {
        return stored(name, null, null, null);
    }

    private Session stored(String name, String course, String day, Long durationMs) {
        String metadata = String.format(
                "{\"courseCode\":%s,\"sessionDate\":%s}",
                course == null ? null : '"' + course + '"', day == null ? null : '"' + day + '"');
        Session session = new Session(Ids.newSession(), name, metadata, T0, "0".repeat(64), 1, durationMs);
        await(store.sessions().insert(session, Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, T0)));
        return session;
    }
}
