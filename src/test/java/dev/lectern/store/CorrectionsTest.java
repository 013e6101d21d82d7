package dev.lectern.store;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final byte[] MADE = {1, 2, 3};
    private static final Parameters PARAMETERS = new Parameters(0.3, 10, Quality.BALANCED);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Store store;
    private Session session;
    private String job;

    @BeforeEach
    void aResult() {
        store = await(Store.open(vertx, folder.resolve("backend.db")));
        session = new Session(Ids.newSession(), "Physics", null, T0, "0".repeat(64), 5, null);
        job = begun(true);
        await(store.jobs().completed(job, MADE, "made", T0));
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void aChangeAndItsResultAreThereTogether() {
        assertThat(shown().revision()).isZero();
        add(0, 1, "one");
        assertThat(shown().etag()).isEqualTo("one");
        assertThat(shown().revision()).isEqualTo(1);
        assertThat(shown().behind()).isFalse();
        assertThat(shown().parameters()).isEqualTo(PARAMETERS);
        assertThat(await(store.results().newestEtag(session.id()))).contains("one");
        assertThat(await(store.results().newestMade(session.id())).orElseThrow().etag())
                .isEqualTo("made");
        assertThat(history()).singleElement().satisfies(change -> {
            assertThat(change).isEqualTo(change(1));
            assertThat(change.holds()).isTrue();
        });
    }

    @Test
    void takenBackItStaysInTheHistoryAndTheOldResultIsThere() {
        add(0, 1, "one");
        add(1, 2, "two");
        await(store.corrections().undo(session.id(), job, 2, derived(1, "one again"), T0.plusSeconds(5)));
        assertThat(shown().etag()).isEqualTo("one again");
        assertThat(history()).extracting(Correction::number).containsExactly(2, 1);
        assertThat(history().get(0).undoneAt()).isEqualTo(T0.plusSeconds(5));
        await(store.corrections().undo(session.id(), job, 1, null, T0.plusSeconds(6)));
        assertThat(shown().etag()).isEqualTo("made");
        assertThat(shown().gzippedPayload().getBytes()).isEqualTo(MADE);
        add(0, 3, "three");
        assertThat(history()).extracting(Correction::number).containsExactly(3, 2, 1);
    }

    @Test
    void ofDerivedResultsOnlyTheNewestIsKept() throws Exception {
        for (int number = 1; number <= 20; number++) {
            add(number - 1, number, "e" + number);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("backend.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select count(*) from results").getInt(1))
                    .isEqualTo(2);
        }
    }

    @Test
    void aChangeToWhatIsNotShownAnyMoreIsRefusedAndLeavesNothing() {
        add(0, 1, "one");
        assertThat(failureOf(store.corrections().add(0, change(2), derived(2, "late"))))
                .isInstanceOf(Overtaken.class);
        assertThat(failureOf(store.corrections().undo(session.id(), job, 7, null, T0)))
                .isInstanceOf(Overtaken.class);
        assertThat(shown().etag()).isEqualTo("one");
        assertThat(history()).hasSize(1);
    }

    @Test
    void whileAJobIsAtWorkNothingIsChanged() {
        add(0, 1, "one");
        String next = begun(false);
        assertThat(failureOf(store.corrections().add(1, change(2), derived(2, "two"))))
                .isInstanceOfSatisfying(
                        Overtaken.class, e -> assertThat(e.jobId()).isEqualTo(next));
        assertThat(shown().etag()).as("until that job is done").isEqualTo("one");
    }

    @Test
    void whatANewJobMadeIsBehindUntilTheChangesAreFollowed() {
        add(0, 1, "one");
        assertThat(await(store.corrections().pending())).isEmpty();
        String next = begun(false);
        await(store.jobs().completed(next, new byte[] {9}, "made again", T0));
        assertThat(shown().etag()).isEqualTo("made again");
        assertThat(shown().behind()).isTrue();
        assertThat(await(store.corrections().pending())).containsExactly(session.id());
        assertThat(failureOf(store.corrections().follow(derived(1, "of the older one"), T0)))
                .isInstanceOf(Overtaken.class);
        await(store.corrections().follow(new Derived(session.id(), next, 1, "one of the new", MADE), T0));
        assertThat(shown().etag()).isEqualTo("one of the new");
        assertThat(shown().behind()).isFalse();
        assertThat(await(store.corrections().pending())).isEmpty();
    }

    @Test
    void whatIsToldOfASessionIsWhatIsShown() {
        assertThat(await(store.corrections().standings())).isEmpty();
        add(0, 1, "one");
        assertThat(await(store.corrections().standings()))
                .containsExactly(new Corrections.Standing(session.id(), "one", 1, T0.plusSeconds(1)));
        await(store.corrections().undo(session.id(), job, 1, null, T0.plusSeconds(9)));
        assertThat(await(store.corrections().standings()))
                .containsExactly(new Corrections.Standing(session.id(), "made", 0, T0.plusSeconds(9)));
    }

    @Test
    void allOfItDiesWithTheSession() {
        add(0, 1, "one");
        await(store.sessions().delete(session.id()));
        assertThat(history()).isEmpty();
        assertThat(await(store.results().newest(session.id()))).isEmpty();
        assertThat(failureOf(store.corrections().add(1, change(2), derived(2, "two"))))
                .isInstanceOf(Overtaken.class);
    }

    @Test
    void resultsOfBeforeAreKeptAndKnowHowTheyWereSampled() throws Exception {
        Path old = folder.resolve("old.db");
        String url = "jdbc:sqlite:" + old;
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target("4")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into sessions (id, created_at, recording_sha256, recording_bytes)"
                    + " values ('sess-00000001', 1, 'ab', 2), ('sess-00000002', 1, 'ab', 2)");
            statement.execute(
                    "insert into jobs (id, session_id, state, progress, sample_fps, segment_seconds,"
                            + " created_at, updated_at, trace) values ('job-1', 'sess-00000001', 'completed', 1, 2.5, 30, 1, 1, 't')");
            statement.execute(
                    "insert into results (session_id, job_id, created_at, etag, payload)"
                            + " values ('sess-00000001', 'job-1', 1, 'kept', x'01'), ('sess-00000002', 'job-2', 1, 'orphan', x'02')");
        }
        Store opened = await(Store.open(vertx, old));
        try {
            StoredResult kept = await(opened.results().newest("sess-00000001")).orElseThrow();
            assertThat(kept.etag()).isEqualTo("kept");
            assertThat(kept.gzippedPayload().getBytes()).containsExactly(1);
            assertThat(kept.parameters()).isEqualTo(new Parameters(2.5, 30));
            assertThat(await(opened.results().newest("sess-00000002"))
                            .orElseThrow()
                            .parameters())
                    .as("its job is gone")
                    .isNull();
        } finally {
            await(opened.close());
        }
    }

    private void add(int revision, int number, String etag) {
        await(store.corrections().add(revision, change(number), derived(number, etag)));
    }

    private StoredResult shown() {
        return await(store.results().newest(session.id())).orElseThrow();
    }

    private List<Correction> history() {
        return await(store.corrections().of(session.id()));
    }

    private Derived derived(int revision, String etag) {
        return new Derived(session.id(), job, revision, etag, new byte[] {(byte) revision});
    }

    private static Correction change(int number) {
        return new Correction(number, T0.plusSeconds(number), "ada", "merge", "words", "{\"a\":1}", "{}", null);
    }

    /** A job that is queued, of a session that is new or there. */
    private String begun(boolean isNew) {
        Job queued = Job.queued(Ids.newJob(), session.id(), PARAMETERS, T0);
        if (isNew) {
            await(store.sessions().insert(session, queued));
        } else {
            await(store.jobs().insertUnlessActive(queued));
        }
        return queued.id();
    }
}
