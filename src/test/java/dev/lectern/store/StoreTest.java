package dev.lectern.store;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class StoreTest extends WithStore {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final byte[] PAYLOAD = "not really gzip".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSessionComesBackAsItWasStored() {
        Session session = session("Physics");
        Job job = job(session);
        await(store.sessions().insert(session, job));

        assertThat(await(store.sessions().find(session.id()))).contains(session);
        assertThat(await(store.jobs().find(job.id()))).contains(job);
        assertThat(await(store.sessions().row(session.id())))
                .contains(new SessionRow(session, job, false, null, false));
        assertThat(await(store.sessions().find("sess-00"))).isEmpty();
        assertThat(await(store.sessions().ids())).containsExactly(session.id());
    }

    @Test
    void aJobFromBeforeThereWereTracesGetsOne() throws Exception {
        Path file = folder.resolve("older.db");
        String url = "jdbc:sqlite:" + file;
        Flyway.configure().dataSource(url, null, null).target("3").load().migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sessions (id, created_at, recording_sha256, recording_bytes)"
                    + " VALUES ('sess-01', 1, 'ab', 1)");
            statement.execute("INSERT INTO jobs (id, session_id, state, progress, sample_fps, segment_seconds,"
                    + " created_at, updated_at) VALUES ('job-01', 'sess-01', 'queued', 0, 5, 60, 1, 1),"
                    + " ('job-02', 'sess-01', 'failed', 0, 5, 60, 1, 1)");
        }
        Store older = await(Store.open(vertx, file));
        List<String> traces = await(older.jobs().list(null, null, null)).jobs().stream()
                .map(Job::trace)
                .toList();
        await(older.close());
        assertThat(traces).hasSize(2).allMatch(Ids::isTrace).doesNotHaveDuplicates();
    }

    /** As commands do that run beside the server. */
    @Test
    void anotherProcessCanWriteBetweenTwoWrites() throws Exception {
        Session session = stored("Physics");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.resolve("backend.db") + "?busy_timeout=1000");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE sessions SET name = 'Chemistry'"))
                    .isEqualTo(1);
        }
        assertThat(await(store.sessions().find(session.id())).orElseThrow().name())
                .isEqualTo("Chemistry");
        stored("Biology");
        assertThat(await(store.sessions().ids())).hasSize(2);
    }

    @Test
    void jobsAreCountedByState() {
        stored("first");
        Session second = stored("second");
        await(store.jobs().failed(newestJob(second).id(), "It is broken.", T0));
        assertThat(await(store.jobs().byState()))
                .isEqualTo(
                        Map.of(JobState.QUEUED, 1L, JobState.RUNNING, 0L, JobState.COMPLETED, 0L, JobState.FAILED, 1L));
    }

    @Test
    void whatIsNullStaysNull() {
        Session session = new Session(Ids.newSession(), null, null, T0, "0".repeat(64), 1, null);
        await(store.sessions().insert(session, job(session)));
        assertThat(await(store.sessions().find(session.id()))).contains(session);
    }

    @Test
    void aSessionIsStoredWithItsFirstJobOrNotAtAll() {
        Session first = stored("first");
        Session second = session("second");
        Job sameId = Job.queued(newestJob(first).id(), second.id(), Parameters.DEFAULT, T0);

        assertThat(failureOf(store.sessions().insert(second, sameId))).isNotNull();
        assertThat(await(store.sessions().ids())).containsExactly(first.id());
    }

    @Test
    void everythingIsThereAfterItWasClosedAndOpenedAgain() {
        Session session = stored("Physics");
        await(store.close());
        open();
        assertThat(await(store.sessions().find(session.id()))).contains(session);
    }

    @Test
    void aDatabaseOfANewerLecternIsRefused() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("backend.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history"
                    + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                    + " VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, '', 1, 1)");
        }
        assertThat(failureOf(Store.open(vertx, folder.resolve("backend.db")))).hasMessageContaining("99");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path file =
                Files.writeString(folder.resolve("other.db"), "This is a shopping list, not a database. ".repeat(100));
        assertThat(failureOf(Store.open(vertx, file))).isNotNull();
    }

    @Test
    void bigNumbersAreReadInFullAfterSmallOnes() {
        Session big = stored("big");
        Session small = new Session(Ids.newSession(), null, null, Instant.ofEpochMilli(1), "0".repeat(64), 1, 1L);
        await(store.sessions().insert(small, job(small)));
        assertThat(await(store.sessions().list()))
                .extracting(SessionRow::session)
                .containsExactly(small, big);
    }

    @Test
    void sessionsAreListedNewestFirstEachWithItsNewestJob() {
        Session old = stored("old");
        Session young = stored("young");
        await(store.jobs().failed(newestJob(old).id(), "It is broken.", T0));
        Job again = job(old);
        await(store.jobs().insertUnlessActive(again));

        List<SessionRow> rows = await(store.sessions().list());
        assertThat(rows).extracting(SessionRow::session).containsExactly(young, old);
        assertThat(rows.get(1).newestJob()).isEqualTo(again);
    }

    @Test
    void theLengthIsNotedOnceItIsKnown() {
        Session session = stored("Physics");
        await(store.sessions().inspected(session.id(), 61_000, true));
        assertThat(await(store.sessions().find(session.id())).orElseThrow().durationMs())
                .isEqualTo(61_000);
    }

    @Test
    void aSessionTakesItsJobsAndResultsWithIt() {
        Session session = stored("Physics");
        Job job = newestJob(session);
        await(store.jobs().completed(job.id(), PAYLOAD, "abc", T0));
        assertThat(await(store.sessions().delete(session.id()))).isTrue();

        assertThat(await(store.sessions().delete(session.id()))).isFalse();
        assertThat(await(store.jobs().find(job.id()))).isEmpty();
        assertThat(await(store.results().exists(session.id()))).isFalse();
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(await(store.sessions().list())).isEmpty();
        assertThat(await(store.jobs().counts())).isEqualTo(new QueueCounts(0, 0));
    }

    private Session stored(String name) {
        Session session = session(name);
        await(store.sessions().insert(session, job(session)));
        return session;
    }

    private Job newestJob(Session session) {
        return await(store.sessions().row(session.id())).orElseThrow().newestJob();
    }

    private static Session session(String name) {
        return new Session(
                Ids.newSession(), name, "{\"sessionName\":\"" + name + "\"}", T0, "0".repeat(64), 5_000_000_000L, null);
    }

    private static Job job(Session session) {
        return Job.queued(Ids.newJob(), session.id(), new Parameters(0.3, 10, Quality.BALANCED), T0);
    }
}
