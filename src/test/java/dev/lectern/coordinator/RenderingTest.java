package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);
    private Hall hall;
    private Job tracked;
    private String etag;

    @BeforeEach
    void aResult() {
        hall = Hall.over(folder, clock, queue).coordinator().slots(1);
        tracked = hall.completed(hall.job(2));
        etag = await(hall.store.results().newestEtag(tracked.sessionId())).orElseThrow();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void theResultIsDrawnByOneTaskAndTheJobIsThenCompleted() {
        Job job = hall.completed(render());
        assertThat(job.progress()).isEqualTo(1);
        assertThat(hall.steps.runs(TaskName.RENDER)).isEqualTo(1);
        assertThat(hall.folder(tracked).rendered(etag)).hasContent("drawn from track of " + tracked.sessionId());
        assertThat(hall.events(job, JobEvent.TaskFinished.class)).hasSize(1);
        assertThat(hall.events(job, JobEvent.Completed.class)).hasSize(1);
        eventually("the queue is empty", () -> queue.size() == 0);
        assertThat(await(hall.store.results().newestEtag(tracked.sessionId()))).contains(etag);
    }

    @Test
    void aVideoThatExistsIsNotMadeAgain() {
        hall.completed(render());
        hall.completed(render());
        assertThat(hall.steps.runs(TaskName.RENDER)).isEqualTo(1);
    }

    @Test
    void aVideoOfAnOlderResultIsRemovedWhenThereIsANewerOne() throws IOException {
        Path old = Files.writeString(hall.folder(tracked).rendered("older"), "x");
        hall.completed(render());
        assertThat(old).doesNotExist();
        assertThat(hall.folder(tracked).rendered(etag)).exists();
    }

    @Test
    void aRenderingThatCannotBeDoneFailsAndTheResultStays() {
        hall.steps.script(TaskName.RENDER, (input, context) -> {
            throw TaskFailure.permanent("No picture can be shown.");
        });
        Job job = hall.ended(render());
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).isEqualTo("No picture can be shown.");
        assertThat(await(hall.store.results().exists(tracked.sessionId()))).isTrue();
    }

    @Test
    void itsProgressIsThatOfItsTask() {
        CountDownLatch go = new CountDownLatch(1);
        hall.steps.script(TaskName.RENDER, (input, context) -> {
            context.progress(0.25);
            FakeSteps.hold(go);
            return hall.steps.make(input, context);
        });
        Job job = render();
        eventually("a quarter is done", () -> hall.now(job).progress() == 0.25);
        go.countDown();
        hall.completed(job);
    }

    @Test
    void aDeletedRenderingStopsAndLeavesNothing() {
        hall.steps.script(TaskName.RENDER, FakeSteps::untilCancelled);
        Job job = render();
        eventually("it is under way", () -> hall.steps.runs(TaskName.RENDER) == 1);
        hall.delete(job);
        eventually("the queue is empty", () -> queue.size() == 0);
        eventually(
                "the working folder is removed", () -> hall.data.work().toFile().list().length == 0);
        assertThat(hall.folder(tracked).rendered(etag)).doesNotExist();
    }

    @Test
    void theThumbnailIsPublishedWithTheInspection() {
        assertThat(hall.folder(tracked).thumbnail()).hasContent("picture");
        assertThat(await(hall.store.sessions().row(tracked.sessionId()))
                        .orElseThrow()
                        .hasThumbnail())
                .isTrue();
    }

    @Test
    void aRecordingOfWhichNoPictureCanBeMadeIsProcessedAllTheSame() {
        hall.steps.script(
                TaskName.INSPECT,
                (input, context) -> hall.steps.make(input, context).with(null));
        Job job = hall.completed(hall.job(1));
        assertThat(await(hall.store.sessions().row(job.sessionId()))
                        .orElseThrow()
                        .hasThumbnail())
                .isFalse();
    }

    private Job render() {
        Job job = Job.rendering(Ids.newJob(), tracked.sessionId(), Hall.PARAMETERS, etag, clock.instant());
        assertThat(await(hall.store.jobs().insertUnlessActive(job))).isEmpty();
        hall.vertx.eventBus().send(Addresses.JOB_ADDED, new JobHint(job.id()));
        return job;
    }
}
