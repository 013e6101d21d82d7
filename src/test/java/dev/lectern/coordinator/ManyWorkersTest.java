package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.QueueReport;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.RosterReport.State;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.WorkerCard;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.TaskName;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import dev.lectern.worker.TestSlots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyWorkersTest {

    /** Nothing is taken from anybody because of time. */
    private static final LeasePolicy FOR_EVER = new LeasePolicy(Duration.ofHours(1), Duration.ofMillis(20), 3);

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private Hall hall;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, new MemoryTaskQueue(clock));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void theTasksOfOneRecordingGoToAllMachines() {
        CountDownLatch all = new CountDownLatch(6);
        CountDownLatch inspect = new CountDownLatch(1);
        hall.steps.everything((input, context) -> {
            all.countDown();
            FakeSteps.hold(all);
            return hall.steps.make(input, context);
        });
        hall.steps.script(TaskName.INSPECT, (input, context) -> {
            FakeSteps.hold(inspect);
            return hall.steps.make(input, context);
        });
        hall.coordinator();
        Job job = hall.job(6);
        for (String worker : List.of("a", "b", "c")) {
            for (int k = 0; k < 4; k++) {
                hall.slot(worker + "-" + k, worker, hall.steps);
            }
        }
        eventually(
                "all slots are heard",
                () -> hall.report().workers().stream()
                                .mapToInt(QueueReport.Worker::slots)
                                .sum()
                        == 12);
        inspect.countDown();
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskStarted.class).stream()
                        .filter(started -> started.task().toString().startsWith("detect"))
                        .collect(Collectors.groupingBy(JobEvent.TaskStarted::worker, Collectors.counting())))
                .containsOnly(Map.entry("a", 2L), Map.entry("b", 2L), Map.entry("c", 2L));
    }

    @Test
    void whoHasAnotherDetectorGetsNothing() {
        hall.coordinator();
        GhostSlot other = new GhostSlot(hall.vertx, "old-0", "old", "other");
        other.ask();
        hall.card("old", 1, false);
        hall.card("here", 1, false);
        hall.slot("here-0", "here", hall.steps);
        hall.completed(hall.job(3));
        assertThat(other.hasOrder()).isFalse();
        other.ask();
        assertThat(hall.rosterOf("old").state()).isEqualTo(State.OTHER_MODEL);
        assertThat(hall.rosterOf("here").state()).isEqualTo(State.IDLE);
    }

    @Test
    void whoDrainsGetsNothing() {
        hall.coordinator();
        hall.card("leaving", 1, true);
        GhostSlot leaving = new GhostSlot(hall.vertx, "leaving-0", "leaving", "fake");
        leaving.ask();
        hall.slot("here-0", "here", hall.steps);
        hall.completed(hall.job(3));
        assertThat(leaving.hasOrder()).isFalse();
        hall.card("leaving", 1, true);
        assertThat(hall.rosterOf("leaving").state()).isEqualTo(State.DRAINING);
    }

    @Test
    void whatAWorkerIsAtIsTold() {
        hall.coordinator();
        hall.card("ghost", 2, false);
        assertThat(hall.rosterOf("ghost"))
                .extracting(one -> one.state(), one -> one.tasks(), one -> one.done())
                .containsExactly(State.IDLE, List.of(), 0L);
        GhostSlot ghost = new GhostSlot(hall.vertx, "ghost-0");
        Job job = hall.job(1);
        ghost.ask();
        TaskOrder order = ghost.order();
        RosterReport.Task taken = hall.rosterOf("ghost").tasks().get(0);
        assertThat(taken).isEqualTo(new RosterReport.Task(job.id(), TaskName.INSPECT, taken.since(), 0));
        assertThat(ghost.renew(order)).isTrue();
        assertThat(hall.rosterOf("ghost").tasks())
                .containsExactly(new RosterReport.Task(job.id(), TaskName.INSPECT, taken.since(), 0.5));
        assertThat(hall.rosterOf("ghost").state()).isEqualTo(State.BUSY);
        ghost.report(order, "{}");
        assertThat(hall.rosterOf("ghost"))
                .extracting(one -> one.tasks(), one -> one.failed())
                .as("what could not be stored is no success")
                .containsExactly(List.of(), 1L);
    }

    @Test
    void whoIsSilentIsLostAndLaterForgotten() {
        hall.coordinator();
        String shown = await(hall.vertx.deployVerticle(
                TestSlots.presence(new WorkerCard("a", "pc", 2, "1.2.3", clock.instant(), false))));
        hall.card("b", 1, true);
        eventually("it is there", () -> hall.rosterOf("a").state() == State.IDLE);
        await(hall.vertx.undeploy(shown));
        eventually("it is lost, though its last card may still have been on its way", () -> {
            clock.leap(Duration.ofSeconds(7));
            return hall.rosterOf("a").state() == State.LOST;
        });
        assertThat(hall.rosterOf("b").state()).as("it had said that it ends").isEqualTo(State.GONE);
        clock.leap(Duration.ofMinutes(11));
        eventually("both are forgotten", () -> hall.roster().isEmpty());
    }

    @Test
    void aHolderThatLeftAndIsSilentLosesItsTaskAtOnce() {
        hall.coordinator(FOR_EVER);
        hall.job(1);
        GhostSlot ghost = new GhostSlot(hall.vertx, "pc-0badcafe-0");
        ghost.ask();
        ghost.order();
        GhostSlot cutOff = new GhostSlot(hall.vertx, "pd-0badcafe-0");
        Job theirs = hall.job(1);
        cutOff.ask();
        TaskOrder order = cutOff.order();

        hall.departures.left("pc-0badcafe-", clock.instant());
        hall.departures.left("pd-0badcafe-", clock.instant());
        GhostSlot next = new GhostSlot(hall.vertx, "pe-0badcafe-0");
        eventually("another one has it", () -> {
            clock.leap(Duration.ofMillis(100));
            next.ask();
            return cutOff.renew(order) && next.hasOrder();
        });
        TaskOrder taken = next.order();
        assertThat(next.renew(taken)).isTrue();
        assertThat(taken.lease())
                .extracting(lease -> lease.task(), lease -> lease.attempt())
                .containsExactly(TaskName.INSPECT, 2);
        assertThat(cutOff.renew(order)).as("who still speaks keeps its task").isTrue();
        assertThat(hall.events(theirs, JobEvent.TaskRetried.class)).isEmpty();

        clock.leap(Duration.ofSeconds(4));
        ghost.ask();
        Job more = hall.job(1);
        assertThat(ghost.order().lease().jobId())
                .as("who came back may have tasks")
                .isEqualTo(more.id());
    }

    @Test
    void aServerThatIsKilledCostsTasksOfOthersNoAttempt() {
        hall.coordinator(new LeasePolicy(Duration.ofSeconds(8), Duration.ofMillis(20), 1));
        Job job = hall.job(1);
        GhostSlot remote = new GhostSlot(hall.vertx, "remote-0");
        remote.ask();
        TaskOrder order = remote.order();
        for (int killed = 0; killed < 3; killed++) {
            hall.noCoordinator();
            clock.leap(Duration.ofMinutes(10));
            hall.coordinator(new LeasePolicy(Duration.ofSeconds(8), Duration.ofMillis(20), 1));
            // It takes a while to find the server again.
            for (int second = 0; second < 20; second++) {
                clock.leap(Duration.ofSeconds(1));
                awaitALook();
            }
            assertThat(remote.renew(order)).isTrue();
        }
        assertThat(hall.now(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(order.lease().attempt()).isEqualTo(1);
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aShortRecordingDoesNotWaitForALongOne(int slots) {
        CountDownLatch shortIsThere = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(shortIsThere);
            return hall.steps.make(input, context);
        });
        hall.coordinator().slots(slots);
        Job longOne = hall.job(200);
        eventually("the long one is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        Job shortOne = hall.job(2);
        shortIsThere.countDown();
        hall.completed(shortOne);
        assertThat(hall.now(longOne).state()).isEqualTo(JobState.RUNNING);
        hall.completed(longOne);
    }

    private void awaitALook() {
        int looks = ((MemoryTaskQueue) hall.queue).looks();
        eventually("the coordinator looks at the leases", () -> ((MemoryTaskQueue) hall.queue).looks() > looks);
    }
}
