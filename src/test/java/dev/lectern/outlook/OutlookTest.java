package dev.lectern.outlook;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.TaskReport;
import dev.lectern.coordinator.Figures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.http.Outlook;
import dev.lectern.http.QueueState;
import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Ids;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Spent;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.store.Store;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LoneHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learned from tasks is told of recordings, with a real database and real artefacts. */
class OutlookTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final String DETECTOR = "d".repeat(64);
    /** Two minutes in four segments. */
    private static final Inspection INSPECTION = Inspections.ofSeconds(120);

    private static final Parameters PARAMETERS = new Parameters(5, 30);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Session session = new Session(Ids.newSession(), null, null, T0, "0".repeat(64), 1, null);
    private final Job job = Job.queued(Ids.newJob(), session.id(), PARAMETERS, T0);
    private final Crew crew = new Crew();
    private Store store;
    private Shelf shelf;
    private SessionFolder files;

    @BeforeEach
    void open() throws IOException {
        DataFolder data = new DataFolder(folder);
        store = await(Store.open(vertx, data.database()));
        shelf = new Shelf(vertx, data, DETECTOR);
        files = data.session(session.id());
        Files.createDirectories(files.path());
        Files.write(files.inspection(), Json.bytes(INSPECTION));
        await(store.sessions().insert(session, job));
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void aTaskThatIsDoneTellsHowLongTheOthersTake() {
        Experience experience = experience();
        assertThat(of(experience).seconds().get(Quality.THOROUGH))
                .as("nothing was done here yet")
                .isEmpty();
        experience.reported(done(TaskName.detect(1), Duration.ofSeconds(6)), Figures.Outcome.DONE);
        eventually(
                "what was learned",
                () -> of(experience).seconds().get(Quality.THOROUGH).isPresent());
        Outlook.Estimates estimates = of(experience);
        assertThat(estimates.slots()).isEqualTo(2);
        // Four segments of six seconds on two slots, and a track that costs a hundredth.
        assertThat(estimates.seconds().get(Quality.THOROUGH)).hasValue(12);
        assertThat(estimates.seconds().get(Quality.BALANCED).orElseThrow()).isLessThan(12);
    }

    @Test
    void whatExistsIsNotDoneAgain() throws IOException {
        Experience experience = learned();
        Path first = files.detections(
                DetectionKey.of(session.recordingSha256(), DETECTOR, PARAMETERS, INSPECTION.survey()), 0);
        Files.createDirectories(first.getParent());
        for (int k = 0; k < 4; k++) {
            Files.write(first.resolveSibling(String.format(Locale.ROOT, "%04d.det", k)), new byte[] {1});
        }
        assertThat(of(experience).seconds().get(Quality.THOROUGH)).hasValue(1);
        assertThat(of(experience).seconds().get(Quality.BALANCED).orElseThrow())
                .as("detections of another quality are others")
                .isGreaterThan(3);
    }

    @Test
    void whatWasLearnedOutlivesTheServer() {
        learned();
        Experience next = experience();
        assertThat(of(next).seconds().get(Quality.THOROUGH)).hasValue(12);
    }

    @Test
    void ofWhatFailedOrCameTooLateNothingIsLearned() {
        Experience experience = experience();
        TaskReport report = done(TaskName.detect(1), Duration.ofSeconds(600));
        for (Figures.Outcome outcome : Figures.Outcome.values()) {
            if (outcome != Figures.Outcome.DONE) {
                experience.reported(report, outcome);
            }
        }
        experience.reported(done(TaskName.detect(1), Duration.ZERO), Figures.Outcome.DONE);
        experience.reported(done(TaskName.detect(2), Duration.ofSeconds(6)), Figures.Outcome.DONE);
        eventually(
                "the good one",
                () -> of(experience).seconds().get(Quality.THOROUGH).isPresent());
        assertThat(of(experience).seconds().get(Quality.THOROUGH)).hasValue(12);
    }

    @Test
    void withoutAnybodyToWorkNothingIsPromised() {
        Experience experience = learned();
        crew.workers = List.of();
        Outlook.Estimates estimates = of(experience);
        assertThat(estimates.slots()).isZero();
        assertThat(estimates.seconds().get(Quality.THOROUGH)).isEmpty();
    }

    private Experience learned() {
        Experience experience = experience();
        experience.reported(done(TaskName.detect(1), Duration.ofSeconds(6)), Figures.Outcome.DONE);
        eventually(
                "what was learned is written",
                () -> !await(store.speeds().read()).entries().isEmpty());
        return experience;
    }

    private Experience experience() {
        return new Experience(store, shelf, await(store.speeds().read()));
    }

    private Outlook.Estimates of(Experience experience) {
        return await(new Prospect(experience, shelf, crew, Clock.systemUTC()).estimates(session, PARAMETERS));
    }

    private TaskReport done(TaskName task, Duration took) {
        return new TaskReport(
                new Lease("1-0", job.id(), task, "local-1-0", 1),
                session.id(),
                "local",
                null,
                null,
                new byte[] {1},
                null,
                null,
                new Spent(took, 150, null, null));
    }

    /** Two workers with a slot each. */
    private static final class Crew extends LoneHttp.Nobody {
        private List<QueueState.Worker> workers =
                List.of(new QueueState.Worker("blue", 1, 1), new QueueState.Worker("red", 1, 0));

        @Override
        public Future<QueueState> queue() {
            return Future.succeededFuture(new QueueState(workers, true));
        }
    }
}
