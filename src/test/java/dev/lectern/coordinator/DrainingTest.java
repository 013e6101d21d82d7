package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskName;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import dev.lectern.worker.TestSlots;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainingTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private Hall hall;
    private WorkerVerticle slot;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, new MemoryTaskQueue(clock)).coordinator();
        slot = TestSlots.slot("leaving-0", "leaving", hall.steps.all(), hall.data);
        await(hall.vertx.deployVerticle(slot));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void whatIsInHandMayEndAndNothingMoreIsTaken() {
        CountDownLatch goOn = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(goOn);
            return hall.steps.make(input, context);
        });
        Job job = hall.job(3);
        eventually("a segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        Future<Void> drained = slot.drain(Duration.ofHours(1));
        assertThat(drained.isComplete()).isFalse();
        goOn.countDown();
        await(drained);
        assertThat(hall.events(job, JobEvent.TaskFinished.class))
                .extracting(JobEvent.TaskFinished::task)
                .containsExactly(TaskName.INSPECT, TaskName.detect(0));
        assertThat(hall.steps.runs()).hasSize(2);

        hall.slot("staying-0", "staying", hall.steps);
        hall.completed(job);
        assertThat(hall.steps.runs()).doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotEndInTimeIsHandedBackAndNoAttemptIsSpent() {
        hall.steps.script(TaskName.detect(0), FakeSteps::untilCancelled);
        Job job = hall.job(1);
        eventually("a segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        slot.drain(Duration.ofHours(1));
        await(slot.drain(Duration.ofMillis(50)));

        hall.steps.script(TaskName.detect(0), hall.steps::make);
        hall.slot("staying-0", "staying", hall.steps);
        hall.completed(job);
        assertThat(hall.steps.runs(TaskName.detect(0))).isEqualTo(2);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }

    @Test
    void whoHasNothingInHandIsDrainedAtOnce() {
        await(slot.drain(Duration.ofHours(1)));
        Job job = hall.job(1);
        hall.slot("staying-0", "staying", hall.steps);
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::worker)
                .containsOnly("staying");
    }

    @Test
    void aReportThatNobodyTakesDoesNotHoldItForEver() {
        CountDownLatch goOn = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(goOn);
            return hall.steps.make(input, context);
        });
        hall.job(1);
        eventually("a segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        hall.noCoordinator();
        goOn.countDown();
        await(slot.drain(Duration.ofMillis(50)));
    }
}
