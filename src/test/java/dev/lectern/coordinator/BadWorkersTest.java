package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.RosterReport;
import dev.lectern.bus.RosterReport.State;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadWorkersTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private Hall hall;
    private FakeSteps bad;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, new MemoryTaskQueue(clock));
        bad = new FakeSteps(hall.steps);
        bad.everything(BadWorkersTest::fails);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void whatFailedOnOneWorkerIsTriedByAnother() {
        // With one more attempt that would be no matter of who tries it.
        hall.coordinator(new LeasePolicy(Duration.ofSeconds(8), Duration.ofMillis(20), 2))
                .slot("bad-0", "bad", bad);
        hall.slot("good-0", "good", hall.steps);
        bothAreHeard();
        hall.completed(hall.job(1));
        assertThat(bad.runs()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatIsAloneTriesAgainItself() {
        hall.coordinator().slot("bad-0", "bad", bad);
        Job job = hall.job(1);
        assertThat(hall.ended(job).state()).isEqualTo(JobState.FAILED);
        assertThat(bad.runs(TaskName.INSPECT)).isEqualTo(3);
        hall.card("bad", 1, false);
        assertThat(hall.rosterOf("bad").state()).isEqualTo(State.IDLE);
        assertThat(hall.rosterOf("bad").failed()).isEqualTo(3);
    }

    @Test
    void aBadRecordingPutsNobodyInQuarantine() {
        hall.steps.everything(BadWorkersTest::fails);
        hall.coordinator().slot("a-0", "a", hall.steps);
        hall.slot("b-0", "b", hall.steps);
        for (Job job : Stream.generate(() -> hall.job(1)).limit(6).toList()) {
            assertThat(hall.ended(job).state()).isEqualTo(JobState.FAILED);
        }
        hall.card("a", 1, false);
        hall.card("b", 1, false);
        assertThat(hall.roster()).extracting(RosterReport.Worker::state).doesNotContain(State.QUARANTINED);
    }

    @Test
    void aWorkerThatFailsAtEverythingIsPutAwayWithOneJobTriedAgainAndTakenBack() {
        hall.coordinator(new LeasePolicy(Duration.ofSeconds(8), Duration.ofMillis(20), 2))
                .slot("bad-0", "bad", bad);
        hall.slot("good-0", "good", hall.steps);
        bothAreHeard();
        hall.completed(hall.job(12));
        showCards();
        RosterReport.Worker away = hall.rosterOf("bad");
        assertThat(away.state()).isEqualTo(State.QUARANTINED);
        assertThat(away.reason()).startsWith("It failed 3 times in a row at what others could do: The disk was busy.");
        assertThat(hall.rosterOf("good").state()).isEqualTo(State.IDLE);
        assertThat(hall.rosterOf("good").done()).isEqualTo(14);

        int before = bad.runs().size();
        hall.completed(hall.job(5));
        assertThat(bad.runs()).as("it gets nothing").hasSize(before);

        List<Job> tries = new ArrayList<>();
        Instant until = away.until();
        while (hall.rosterOf("bad").until().equals(until)) {
            passes(Duration.ofSeconds(61));
            tries.add(hall.job(3));
            hall.completed(tries.get(tries.size() - 1));
        }
        RosterReport.Worker tried = hall.rosterOf("bad");
        assertThat(tried.reason()).startsWith("It failed again when it was tried");
        assertThat(Duration.between(until, tried.until())).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(bad.runs()).as("one task to try").hasSize(before + 1);
        assertThat(tries)
                .as("that it failed is told and costs no attempt")
                .flatExtracting(one -> hall.events(one, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
        assertThat(tries)
                .flatExtracting(one -> hall.events(one, JobEvent.TaskRetried.class))
                .hasSize(1);

        bad.everything(null);
        while (hall.rosterOf("bad").state() == State.QUARANTINED) {
            passes(Duration.ofSeconds(121));
            hall.completed(hall.job(3));
        }
        assertThat(hall.rosterOf("bad").until()).isNull();
    }

    @Test
    void whoIsInQuarantineIsBetterThanNobody() {
        hall.coordinator().slot("bad-0", "bad", bad);
        String good = hall.slot("good-0", "good", hall.steps);
        bothAreHeard();
        hall.completed(hall.job(12));
        showCards();
        assertThat(hall.rosterOf("bad").state()).isEqualTo(State.QUARANTINED);
        await(hall.vertx.undeploy(good));
        clock.leap(Duration.ofSeconds(10));

        Job hopeless = hall.job(1);
        assertThat(hall.ended(hopeless).state())
                .as("it ends, although only a bad worker is there")
                .isEqualTo(JobState.FAILED);
        bad.everything(null);
        hall.completed(hall.job(2));
        hall.card("bad", 1, false);
        assertThat(hall.rosterOf("bad").state()).isEqualTo(State.IDLE);
    }

    @Test
    void aWorkerThatDiesOfEveryTaskIsPutAwayToo() {
        hall.coordinator();
        GhostSlot ghost = new GhostSlot(hall.vertx, "dying-0", "bad", "fake");
        Job job = hall.job(12);
        for (int death = 0; death < 3; death++) {
            ghost.ask();
            TaskOrder order = ghost.order();
            hall.dead.add("dying-0");
            String good = hall.slot("good-" + death, "good", hall.steps);
            eventually("another one has done it", () -> hall.events(job, JobEvent.TaskFinished.class).stream()
                    .anyMatch(done -> done.task().equals(order.lease().task())));
            await(hall.vertx.undeploy(good));
            hall.dead.remove("dying-0");
        }
        showCards();
        RosterReport.Worker away = hall.rosterOf("bad");
        assertThat(away.state()).isEqualTo(State.QUARANTINED);
        assertThat(away.reason()).endsWith("It fell silent.");
        assertThat(away.lost()).isEqualTo(3);
    }

    private void passes(Duration time) {
        clock.leap(time);
        bothAreHeard();
        showCards();
    }

    private void bothAreHeard() {
        eventually("both are heard", () -> hall.report().workers().size() == 2);
    }

    private void showCards() {
        hall.card("bad", 1, false);
        hall.card("good", 1, false);
    }

    private static StepOutput fails(StepInput input, StepContext context) throws TaskFailure {
        throw TaskFailure.transientFault("The disk was busy.", new IOException("EIO"));
    }
}
