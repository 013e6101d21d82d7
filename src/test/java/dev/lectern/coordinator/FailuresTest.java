package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.Playability;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final QueueThatCannotSettle queue = new QueueThatCannotSettle(clock);
    private Hall hall;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, queue).coordinator().slots(2);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void whatFailedForNowIsTriedAgain() {
        hall.steps.script(TaskName.detect(1), failingFirst(2));
        Job job = hall.job(3);
        hall.completed(job);
        assertThat(hall.steps.runs(TaskName.detect(1))).isEqualTo(3);
        assertThat(hall.steps.runs(TaskName.detect(0))).isEqualTo(1);
        assertThat(hall.events(job, JobEvent.TaskRetried.class))
                .extracting(JobEvent.TaskRetried::task, JobEvent.TaskRetried::attempt, JobEvent.TaskRetried::reason)
                .containsExactly(
                        tuple(TaskName.detect(1), 1, "The disk was busy."),
                        tuple(TaskName.detect(1), 2, "The disk was busy."));
    }

    @Test
    void whatFailsEveryTimeFailsTheJobAfterThreeAttempts() {
        hall.steps.script(TaskName.detect(1), failingFirst(Integer.MAX_VALUE));
        Job job = hall.job(3);
        assertFailed(job, "The recording could not be processed: the disk was busy (tried 3 times).");
        assertThat(hall.steps.runs(TaskName.detect(1))).isEqualTo(3);
    }

    @Test
    void whatCannotBeDoneFailsTheJobAtOnceAndStopsTheRest() {
        CountDownLatch otherRuns = new CountDownLatch(1);
        CountDownLatch otherStopped = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(otherRuns);
            throw TaskFailure.permanent("The recording ends in the middle of a picture.");
        });
        // The second of thirty.
        hall.steps.script(TaskName.detect(16), (input, context) -> {
            otherRuns.countDown();
            try {
                return FakeSteps.untilCancelled(input, context);
            } finally {
                otherStopped.countDown();
            }
        });
        Job job = hall.job(30);
        assertFailed(job, "The recording ends in the middle of a picture.");
        eventually("the other segment stops", () -> otherStopped.getCount() == 0);
        assertThat(hall.steps.runs(TaskName.detect(0))).isEqualTo(1);

        hall.steps.script(TaskName.detect(0), hall.steps::make);
        hall.completed(hall.job(3));
        assertThat(hall.now(job).error()).isEqualTo("The recording ends in the middle of a picture.");
        assertThat(hall.steps.runs(TaskName.detect(5)))
                .as("segments of the failed job that nobody had begun")
                .isZero();
    }

    @Test
    void aMistakeOfOursIsTriedAgainAndShowsNothingOfItself() {
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            throw new IllegalStateException("index -1 of /srv/lectern/secret");
        });
        Job job = hall.job(2);
        assertFailed(
                job, "The recording could not be processed: an unexpected error occurred in Lectern (tried 3 times).");
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).hasSize(2).allMatch(retried -> retried.reason()
                .equals("unexpected error"));
    }

    @Test
    void anErrorOfTheJvmDoesNotHoldItsSlotForEver() {
        AtomicInteger tries = new AtomicInteger();
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            if (tries.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return hall.steps.make(input, context);
        });
        hall.completed(hall.job(1));
        assertThat(tries).hasValue(2);
    }

    @Test
    void anArtefactThatCannotBeStoredFailsItsTask() {
        hall.steps.script(
                TaskName.TRANSCODE,
                (input, context) -> StepOutput.file(input.scratch().resolve("was never written.mp4")));
        assertFailed(
                hall.job(Inspections.of(1, true, Playability.REMUX)),
                "The recording could not be processed: its result could not be stored (tried 3 times).");
    }

    @Test
    void anInspectionThatIsNoneFailsItsTask() {
        hall.steps.script(
                TaskName.INSPECT, (input, context) -> StepOutput.bytes("{}".getBytes(StandardCharsets.UTF_8)));
        Job job = hall.job(1);
        assertFailed(job, "The recording could not be processed: its result could not be stored (tried 3 times).");
        assertThat(hall.folder(job).inspection()).doesNotExist();
    }

    @Test
    void aTaskThatCannotBeLookedUpIsHandedBackUntilItCan() throws IOException {
        Job job = hall.job(1);
        eventually("it ends", () -> !hall.now(job).state().active());
        Job other = hall.unannounced(Inspections.ofSeconds(1));
        // A disk that cannot be read.
        Files.createDirectory(hall.folder(other).inspection());
        await(queue.offer(other.id(), List.of(TaskName.INSPECT)));
        int looks = queue.looks();
        eventually("some time has passed", () -> queue.looks() > looks + 10);
        assertThat(hall.events(other)).isEmpty();
        Files.delete(hall.folder(other).inspection());
        hall.completed(other);
        assertThat(hall.events(other, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
    }

    @Test
    void aReportThatIsRepeatedAfterItsArtefactWasPublishedChangesNothing() throws IOException {
        queue.failures.set(1);
        queue.only = TaskName.TRANSCODE;
        Job job = hall.job(Inspections.of(1, true, Playability.REMUX));
        hall.completed(job);
        assertThat(queue.failures).hasValueLessThan(1);
        assertThat(hall.steps.runs(TaskName.TRANSCODE)).isEqualTo(1);
        assertThat(Files.readString(hall.folder(job).playable())).isEqualTo("video");
        assertThat(hall.events(job, JobEvent.TaskFinished.class))
                .filteredOn(finished -> finished.task().equals(TaskName.TRANSCODE))
                .hasSize(1);
    }

    private void assertFailed(Job job, String sentence) {
        Job ended = hall.ended(job);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.error()).isEqualTo(sentence);
        assertThat(ended.finishedAt()).isNotNull();
        assertThat(hall.events(job, JobEvent.Failed.class))
                .singleElement()
                .extracting(JobEvent.Failed::error)
                .isEqualTo(sentence);
        assertThat(hall.events(job, JobEvent.Completed.class)).isEmpty();
        eventually("nothing of it is in the queue", () -> queue.size() == 0);
    }

    private Step failingFirst(int times) {
        AtomicInteger tries = new AtomicInteger();
        return (input, context) -> {
            if (tries.incrementAndGet() <= times) {
                throw TaskFailure.transientFault("The disk was busy.", new IOException("EIO"));
            }
            return hall.steps.make(input, context);
        };
    }

    /** Goes away just when a task is to be settled, so many times. */
    private static final class QueueThatCannotSettle extends MemoryTaskQueue {

        private final AtomicInteger failures = new AtomicInteger();
        private volatile TaskName only;

        private QueueThatCannotSettle(LeapingClock clock) {
            super(clock);
        }

        @Override
        public Future<Boolean> settle(Lease lease) {
            if (lease.task().equals(only) && failures.getAndDecrement() > 0) {
                return Future.failedFuture("the queue went away");
            }
            return super.settle(lease);
        }
    }
}
