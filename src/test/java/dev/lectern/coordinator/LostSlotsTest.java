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
import dev.lectern.queue.Lease;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostSlotsTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final QueueWithLostAnswers queue = new QueueWithLostAnswers(clock);
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
            // Whoever has it is never heard of again.
            GhostSlot victim = new GhostSlot(hall.vertx, "victim-" + attempt);
            victim.ask();
            assertThat(victim.order().lease().attempt()).isEqualTo(attempt);
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
    void whoLosesATaskAndSpeaksAgainWasNotTakenDownByIt() {
        Job job = hall.job(1);
        for (int loss = 1; loss <= 5; loss++) {
            losesItsTaskAndSpeaksAgain(job);
            assertThat(hall.now(job).state()).isEqualTo(JobState.RUNNING);
        }
        hall.slots(1);
        hall.completed(job);
    }

    @Test
    void butARecordingThatFreezesEverybodyForAWhileIsGivenUpAsWell() {
        Job job = hall.job(1);
        for (int loss = 1; loss < 12; loss++) {
            losesItsTaskAndSpeaksAgain(job);
        }
        ghost.ask();
        ghost.order();
        whileTimePasses("it is given up", () -> hall.now(job).state() == JobState.FAILED);
        assertThat(hall.ended(job).error()).startsWith("Processing this recording stopped the program 3 times");
    }

    @Test
    void aFailureBesideLostLeasesIsTriedAgain() {
        Job job = hall.job(1);
        for (int loss = 1; loss <= 3; loss++) {
            losesItsTaskAndSpeaksAgain(job);
        }
        ghost.ask();
        TaskOrder order = ghost.order();
        assertThat(order.lease().attempt()).isEqualTo(4);
        ghost.fail(order, "The disk was busy.");
        hall.slots(1);
        whileTimePasses("it is done", () -> hall.now(job).state() == JobState.COMPLETED);
    }

    /** Takes the next task, is silent for longer than a lease, and then asks for work. */
    private void losesItsTaskAndSpeaksAgain(Job job) {
        int before = hall.events(job, JobEvent.TaskRetried.class).size();
        ghost.ask();
        TaskOrder order = ghost.order();
        whileTimePasses(
                "its lease lapses",
                () -> hall.events(job, JobEvent.TaskRetried.class).size() > before);
        for (int k = 0; k < 4; k++) {
            clock.leap(Duration.ofSeconds(1));
            awaitALook();
        }
        assertThat(ghost.renew(order)).as("its lease is gone all the same").isFalse();
        eventually(
                "that it lives is noted",
                () -> await(queue.excused(order.lease())) == order.lease().attempt());
    }

    @Test
    void aTaskWhoseHandingOutWasLostOnTheWayDoesNotWaitForItsLease() {
        hall.job(1);
        queue.loseAnAnswer();
        ghost.ask();
        eventually("the queue believes that the slot has it", () -> queue.lostAnswers() == 1);
        Instant lost = clock.instant();
        whileTimePasses("it is handed out again", () -> {
            ghost.ask();
            return ghost.hasOrder();
        });
        assertThat(Duration.between(lost, clock.instant())).isLessThan(Hall.POLICY.lease());
        assertThat(ghost.order().lease().attempt()).isEqualTo(1);
    }

    @Test
    void whatWasTakenThoughNobodyHeardOfItIsToldToHaveBegun() {
        BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();
        hall.vertx.eventBus().<TaskOrder>consumer(Addresses.slot("ghost-2"), order -> orders.add(order.body()));
        Job job = hall.job(1);
        hall.vertx.eventBus().send(Addresses.IDLE, new SlotIdle("ghost-2", "ghost", "fake"));
        eventually("the slot has its order", () -> !orders.isEmpty());
        queue.reachable(false);
        eventually("the hand-over is given up", () -> hall.report().workers().isEmpty());
        queue.reachable(true);
        assertThat(hall.events(job, JobEvent.TaskStarted.class)).isEmpty();
        TaskOrder order = orders.remove();
        assertThat(ghost.renew(order)).isTrue();
        eventually(
                "its beginning is told",
                () -> hall.events(job, JobEvent.TaskStarted.class).size() == 1);
        assertThat(ghost.renew(order)).isTrue();
        hall.slots(1);
        ghost.report(order, "nonsense");
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .filteredOn(started -> started.attempt() == 1 && started.task().equals(TaskName.INSPECT))
                .hasSize(1);
    }

    @Test
    void aTaskThatIsStillOnItsWayIsNotTakenBack() {
        BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();
        hall.vertx.eventBus().<TaskOrder>consumer(Addresses.slot("ghost-2"), order -> orders.add(order.body()));
        hall.job(1);
        SlotIdle idle = new SlotIdle("ghost-2", "ghost", "fake");
        hall.vertx.eventBus().send(Addresses.IDLE, idle);
        eventually("the slot has its order", () -> !orders.isEmpty());
        for (int look = 0; look < 2; look++) {
            clock.leap(Duration.ofSeconds(2));
            hall.vertx.eventBus().send(Addresses.IDLE, idle);
            awaitALook();
        }
        assertThat(await(queue.renew(orders.remove().lease())))
                .as("nobody has said yet that it did not take it")
                .isTrue();
    }

    @Test
    void aLeaseThatCannotBeTakenKeepsNoOtherFromBeingTaken() {
        Job stuck = hall.job(1);
        ghost.ask();
        ghost.order();
        queue.stuck(stuck.id());
        Job job = hall.job(1);
        GhostSlot second = new GhostSlot(hall.vertx, "ghost-2");
        second.ask();
        second.order();
        whileTimePasses("the other one is taken", () -> !hall.events(job, JobEvent.TaskRetried.class)
                .isEmpty());
        hall.slots(1);
        hall.completed(job);
        hall.completed(hall.unannounced(Inspections.ofSeconds(1)));
        assertThat(hall.events(stuck, JobEvent.TaskRetried.class)).isEmpty();
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
        // The first two of twenty.
        for (TaskName segment : List.of(TaskName.detect(0), TaskName.detect(16))) {
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

    /** Hands tasks out, and its answer gets lost when it is told to. */
    private static final class QueueWithLostAnswers extends MemoryTaskQueue {

        private final AtomicInteger toLose = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private volatile String stuck;

        private QueueWithLostAnswers(LeapingClock clock) {
            super(clock);
        }

        void loseAnAnswer() {
            toLose.incrementAndGet();
        }

        /** From now on the tasks of a job cannot be released. */
        void stuck(String jobId) {
            stuck = jobId;
        }

        @Override
        public Future<Boolean> release(Lease lease) {
            return lease.jobId().equals(stuck) ? Future.failedFuture("cannot be read") : super.release(lease);
        }

        int lostAnswers() {
            return lost.get();
        }

        @Override
        public Future<Optional<Lease>> claim(String holder, Set<String> not) {
            return super.claim(holder, not).compose(claimed -> {
                if (claimed.isPresent() && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    lost.incrementAndGet();
                    return Future.failedFuture("the answer was lost");
                }
                return Future.succeededFuture(claimed);
            });
        }
    }
}
