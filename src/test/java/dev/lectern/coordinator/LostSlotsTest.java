package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.TaskName;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostSlotsTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);
    private Hall hall;
    private GhostSlot ghost;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, queue).coordinator();
        ghost = new GhostSlot(hall.vertx, "ghost");
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void aTaskOfASilentSlotGoesToAnotherAndTheLateReportHasNoEffect() {
        CountDownLatch inspect = new CountDownLatch(1);
        hall.steps.script(TaskName.INSPECT, (input, context) -> {
            FakeSteps.hold(inspect);
            return hall.steps.make(input, context);
        });
        Job job = hall.job(2);
        ghost.ask();
        TaskOrder lost = ghost.order();
        hall.slots(1);
        whileTimePasses("the other slot has it", () -> hall.steps.runs(TaskName.INSPECT) == 1);

        assertThat(ghost.report(lost, "nonsense")).isFalse();
        assertThat(hall.folder(job).inspection()).doesNotExist();
        assertThat(hall.events(job, JobEvent.TaskFinished.class)).isEmpty();
        inspect.countDown();
        hall.completed(job);
        assertThat(ghost.report(lost, "nonsense")).isFalse();
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .filteredOn(started -> started.task().equals(TaskName.INSPECT))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsExactly(1, 2);
        assertThat(hall.events(job, JobEvent.TaskRetried.class))
                .extracting(JobEvent.TaskRetried::reason)
                .containsExactly("its worker fell silent");
    }

    @Test
    void nobodyIsCalledSilentForHavingSleptWithTheComputer() {
        CountDownLatch goOn = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(goOn);
            return hall.steps.make(input, context);
        });
        hall.slots(1);
        Job job = hall.job(1);
        eventually("the segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        for (int nap = 0; nap < 20; nap++) {
            clock.leap(Duration.ofHours(8));
            awaitALook();
        }
        goOn.countDown();
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }

    @Test
    void aTaskOfAHolderThatIsKnownToBeDeadDoesNotWaitForItsLease() {
        Job job = hall.job(2);
        ghost.ask();
        ghost.order();
        hall.slots(1);
        hall.dead.add("ghost");
        hall.completed(job);
    }

    @Test
    void aTaskThatTakesDownEverySlotIsGivenUp() {
        Job job = hall.job(2);
        for (int attempt = 1; attempt <= 3; attempt++) {
            ghost.ask();
            assertThat(ghost.order().lease().attempt()).isEqualTo(attempt);
            int lapses = attempt;
            whileTimePasses(
                    "its lease lapses",
                    () -> hall.events(job, JobEvent.TaskRetried.class).size() == lapses
                            || hall.now(job).state() == JobState.FAILED);
        }
        Job ended = hall.ended(job);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.error()).startsWith("Processing this recording stopped the program 3 times");
        assertThat(hall.events(job, JobEvent.Failed.class)).hasSize(1);
        eventually("nothing of it is in the queue", () -> queue.size() == 0);

        hall.slots(1);
        hall.completed(hall.job(1));
    }

    @Test
    void aSlotThatIsGoneWhenItsTaskComesCostsNoAttempt() {
        hall.vertx.eventBus().send(Addresses.IDLE, new SlotIdle("nobody", "ghost", "fake"));
        Job job = hall.job(1);
        hall.slots(1);
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
    }

    @Test
    void deletingAJobStopsItsStepAndEmptiesTheQueue() {
        hall.slots(2);
        CountDownLatch stopped = new CountDownLatch(2);
        for (TaskName segment : List.of(TaskName.detect(0), TaskName.detect(1))) {
            hall.steps.script(segment, (input, context) -> {
                try {
                    return FakeSteps.untilCancelled(input, context);
                } finally {
                    stopped.countDown();
                }
            });
        }
        Job job = hall.job(20);
        eventually("two segments are under way", () -> hall.steps.runs().size() == 3);
        hall.delete(job);
        eventually("both stop", () -> stopped.getCount() == 0);
        eventually("the queue is empty", () -> queue.size() == 0);

        hall.steps.script(TaskName.detect(0), hall.steps::make);
        hall.steps.script(TaskName.detect(1), hall.steps::make);
        hall.completed(hall.job(2));
        assertThat(hall.events(job, JobEvent.Completed.class)).isEmpty();
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
        assertThat(hall.steps.runs())
                .filteredOn(run -> run.startsWith(job.sessionId()))
                .hasSize(3);
    }

    @Test
    void aSlotThatDidNotHearOfTheDeletionStopsWithItsNextRenewal() {
        hall.slots(1);
        CountDownLatch stopped = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            try {
                return FakeSteps.untilCancelled(input, context);
            } finally {
                stopped.countDown();
            }
        });
        Job job = hall.job(2);
        eventually("a segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        await(hall.queue.remove(job.id()));
        eventually("it stops", () -> stopped.getCount() == 0);
    }

    @Test
    void aSlotThatIsStoppedHandsItsTaskBackAndNoAttemptIsSpent() {
        String first = hall.slot("first");
        hall.steps.script(TaskName.detect(0), FakeSteps::untilCancelled);
        Job job = hall.job(1);
        eventually("the segment is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        await(hall.vertx.undeploy(first));
        hall.steps.script(TaskName.detect(0), hall.steps::make);
        hall.slot("second");
        hall.completed(job);
        assertThat(hall.steps.runs(TaskName.detect(0))).isEqualTo(2);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }

    /** Time passes in small steps, as it does for a coordinator that is awake. */
    private void whileTimePasses(String fact, Callable<Boolean> holds) {
        eventually(fact, () -> {
            clock.leap(Duration.ofMillis(50));
            return holds.call();
        });
    }

    private void awaitALook() {
        int looks = queue.looks();
        eventually("the coordinator looks at the leases", () -> queue.looks() > looks);
    }
}
