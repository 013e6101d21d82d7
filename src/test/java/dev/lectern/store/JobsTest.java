package dev.lectern.store;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Pace;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import dev.lectern.job.TaskKind;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobsTest extends WithStore {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Pace PACE = new Pace(2, 75L, 12.5, 3, 7, 30L);
    private static final byte[] PAYLOAD = "not really gzip".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSecondJobOfASessionWaitsUntilTheFirstIsOver() {
        Session session = stored("Physics");
        String first = newestJob(session).id();
        Job second = job(session);

        assertThat(await(store.jobs().insertUnlessActive(second))).contains(first);
        await(store.jobs().started(first, TaskKind.INSPECT, T0));
        assertThat(await(store.jobs().insertUnlessActive(second))).contains(first);
        await(store.jobs().failed(first, "It is broken.", T0));
        assertThat(await(store.jobs().insertUnlessActive(second))).isEmpty();
        assertThat(await(store.jobs().find(second.id()))).contains(second);
    }

    @Test
    void manyWhoAddAJobAtOnceAddOne() {
        Session session = stored("Physics");
        await(store.jobs().failed(newestJob(session).id(), "It is broken.", T0));

        List<Future<Optional<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(store.jobs().insertUnlessActive(job(session)));
        }
        await(Future.join(answers));
        assertThat(answers).filteredOn(answer -> answer.result().isEmpty()).hasSize(1);
        assertThat(await(store.jobs().active())).hasSize(1);
    }

    @Test
    void aJobOfASessionThatIsGoneIsRefused() {
        assertThat(failureOf(store.jobs().insertUnlessActive(job(session("ghost")))))
                .isInstanceOf(NoSuchSession.class);
    }

    @Test
    void aJobGoesFromQueuedToRunningToCompleted() {
        Session session = stored("Physics");
        String id = newestJob(session).id();

        assertThat(await(store.jobs().progressed(id, 0.1, TaskKind.INSPECT, PACE, T0)))
                .isFalse();
        assertThat(await(store.jobs().started(id, TaskKind.INSPECT, T0.plusSeconds(1))))
                .isTrue();
        assertThat(await(store.jobs().started(id, TaskKind.INSPECT, T0.plusSeconds(2))))
                .isFalse();
        assertThat(await(store.jobs().progressed(id, 0.4, TaskKind.DETECT, PACE, T0.plusSeconds(3))))
                .isTrue();
        assertThat(await(store.jobs().progressed(id, 0.2, TaskKind.DETECT, PACE, T0.plusSeconds(4))))
                .isTrue();

        Job running = await(store.jobs().find(id)).orElseThrow();
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.progress()).isEqualTo(0.4);
        assertThat(running.stage()).isEqualTo(TaskKind.DETECT);
        assertThat(running.startedAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(running.updatedAt()).isEqualTo(T0.plusSeconds(4));
        assertThat(running.pace()).isEqualTo(PACE);

        assertThat(await(store.jobs().completed(id, PAYLOAD, "abc", T0.plusSeconds(9))))
                .isTrue();
        Job done = await(store.jobs().find(id)).orElseThrow();
        assertThat(done.state()).isEqualTo(JobState.COMPLETED);
        assertThat(done.progress()).isEqualTo(1);
        assertThat(done.stage()).isNull();
        assertThat(done.pace()).isEqualTo(new Pace(2, null, null, 7, 7, null));
        assertThat(done.finishedAt()).isEqualTo(T0.plusSeconds(9));
        StoredResult result = await(store.results().newest(session.id())).orElseThrow();
        assertThat(result.gzippedPayload().getBytes()).isEqualTo(PAYLOAD);
        assertThat(result.jobId()).isEqualTo(id);
        assertThat(result.etag()).isEqualTo("abc");
        assertThat(result.createdAt()).isEqualTo(T0.plusSeconds(9));
        assertThat(await(store.sessions().row(session.id())).orElseThrow().status())
                .isEqualTo(SessionStatus.COMPLETED);
    }

    @Test
    void aFinishedJobNeverChangesAgain() {
        String id = newestJob(stored("Physics")).id();
        await(store.jobs().completed(id, PAYLOAD, "abc", T0));
        Job done = await(store.jobs().find(id)).orElseThrow();

        assertThat(await(store.jobs().started(id, TaskKind.INSPECT, T0))).isFalse();
        assertThat(await(store.jobs().progressed(id, 1, TaskKind.TRACK, PACE, T0)))
                .isFalse();
        assertThat(await(store.jobs().failed(id, "Too late.", T0))).isFalse();
        assertThat(await(store.jobs().completed(id, PAYLOAD, "def", T0))).isFalse();
        assertThat(await(store.jobs().find(id))).contains(done);
    }

    @Test
    void aSecondResultReplacesTheFirst() {
        Session session = stored("Physics");
        await(store.jobs().completed(newestJob(session).id(), PAYLOAD, "one", T0));
        Job again = job(session);
        await(store.jobs().insertUnlessActive(again));
        assertThat(await(store.sessions().row(session.id())).orElseThrow().status())
                .isEqualTo(SessionStatus.PROCESSING);
        await(store.jobs().completed(again.id(), new byte[] {1, 2, 3}, "two", T0));
        assertThat(await(store.results().newest(session.id())).orElseThrow().etag())
                .isEqualTo("two");
    }

    @Test
    void aSessionWhoseOnlyJobWasCancelledSaysSo() {
        Session session = stored("Physics");
        Job job = newestJob(session);
        assertThat(await(store.jobs().delete(job.id()))).contains(job);

        SessionRow row = await(store.sessions().row(session.id())).orElseThrow();
        assertThat(row.status()).isEqualTo(SessionStatus.FAILED);
        assertThat(row.processingState()).isEqualTo(JobState.FAILED);
        assertThat(row.processingError()).isEqualTo("Cancelled");
        assertThat(row.newestJob()).isNull();
        assertThat(await(store.jobs().delete(job.id()))).isEmpty();
        assertThat(await(store.jobs().completed(job.id(), PAYLOAD, "late", T0))).isFalse();
        assertThat(await(store.results().exists(session.id()))).isFalse();
    }

    @Test
    void aSessionRemembersWhyTheJobFailedThatWasDeleted() {
        Session session = stored("Physics");
        await(store.jobs().failed(newestJob(session).id(), "It is broken.", T0));
        await(store.jobs().delete(newestJob(session).id()));
        SessionRow row = await(store.sessions().row(session.id())).orElseThrow();
        assertThat(row.status()).isEqualTo(SessionStatus.FAILED);
        assertThat(row.processingError()).isEqualTo("It is broken.");
    }

    @Test
    void aResultStaysWhenItsJobIsDeleted() {
        Session session = stored("Physics");
        await(store.jobs().completed(newestJob(session).id(), PAYLOAD, "abc", T0));
        await(store.jobs().delete(newestJob(session).id()));
        SessionRow row = await(store.sessions().row(session.id())).orElseThrow();
        assertThat(row.status()).isEqualTo(SessionStatus.COMPLETED);
        assertThat(row.processingState()).isEqualTo(JobState.COMPLETED);
        assertThat(row.processingError()).isNull();
        assertThat(await(store.results().exists(session.id()))).isTrue();
    }

    @Test
    void jobsAreListedNewestFirstInPages() {
        Job first = newestJob(stored("1"));
        Job second = newestJob(stored("2"));
        Job third = newestJob(stored("3"));
        await(store.jobs().started(second.id(), TaskKind.INSPECT, T0));
        await(store.jobs().failed(third.id(), "It is broken.", T0));

        assertThat(ids(null, null, null)).containsExactly(third.id(), second.id(), first.id());
        assertThat(ids(true, null, null)).containsExactly(second.id(), first.id());
        assertThat(ids(false, null, null)).containsExactly(third.id());
        assertThat(await(store.jobs().active())).extracting(Job::id).containsExactly(first.id(), second.id());
        assertThat(await(store.jobs().counts())).isEqualTo(new QueueCounts(1, 1));

        JobPage page = await(store.jobs().list(null, 2, null));
        assertThat(page.jobs()).extracting(Job::id).containsExactly(third.id(), second.id());
        await(store.jobs().delete(second.id()));
        assertThat(ids(null, 2, page.next())).containsExactly(first.id());
        assertThat(await(store.jobs().list(null, 2, page.next())).next()).isNull();
    }

    @Test
    void aJobKnowsItsPlaceAmongThoseThatWait() {
        Job first = newestJob(stored("1"));
        Job second = newestJob(stored("2"));
        Job third = newestJob(stored("3"));
        assertThat(await(store.jobs().placeOf(third.id()))).isEqualTo(3);
        await(store.jobs().started(first.id(), TaskKind.INSPECT, T0));
        assertThat(await(store.jobs().placeOf(first.id()))).isZero();
        assertThat(await(store.jobs().placeOf(second.id()))).isEqualTo(1);
        assertThat(await(store.jobs().placeOf(third.id()))).isEqualTo(2);
        assertThat(await(store.jobs().placeOf("job-00"))).isZero();
    }

    private List<String> ids(Boolean active, Integer limit, Long cursor) {
        return await(store.jobs().list(active, limit, cursor)).jobs().stream()
                .map(Job::id)
                .toList();
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
