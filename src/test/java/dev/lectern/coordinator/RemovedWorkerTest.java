package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.WorkerRemoved;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.LeapingClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker is shut out in the middle of a task. The clock stands still unless it is put forward, so no lease lapses by itself. */
class RemovedWorkerTest {

    private static final Duration STEP = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);
    private Hall hall;
    private GhostSlot removed;
    private Job job;
    private TaskOrder order;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, queue).coordinator();
        removed = new GhostSlot(hall.vertx, "blue-0badcafe-0", "blue", "fake");
        hall.card("blue", 1, false);
        job = hall.job(2);
        removed.ask();
        order = removed.order();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void itsTaskRunsElsewhereAtOnceAndNoAttemptIsSpent() {
        hall.slot("slot-0", "red", hall.steps);
        remove("blue", true);
        hall.completed(job);
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(JobEvent.TaskStarted::attempt)
                .containsOnly(1);
        assertThat(hall.events(job, JobEvent.TaskRetried.class))
                .extracting(JobEvent.TaskRetried::reason)
                .containsExactly("its worker was removed");
    }

    @Test
    void whatItSaysLaterIsRefused() {
        remove("blue", true);
        assertThat(removed.renew(order)).isFalse();
        assertThat(removed.report(order, "nonsense")).isFalse();
        assertThat(hall.folder(job).inspection()).doesNotExist();
    }

    @Test
    void itIsNotListedAnyMore() {
        assertThat(hall.roster()).extracting(worker -> worker.card().worker()).containsExactly("blue");
        remove("blue", true);
        assertThat(hall.roster()).isEmpty();
        assertThat(hall.report().workers()).isEmpty();
    }

    @Test
    void othersKeepWhatTheyHave() {
        remove("red", false);
        assertThat(removed.renew(order)).isTrue();
        assertThat(hall.roster()).hasSize(1);
    }

    @Test
    void whoHadToFindTheServerAgainForThatIsNotCalledSilent() {
        pass(Duration.ofSeconds(40), () -> assertThat(removed.renew(order)).isTrue());
        remove("red", true);
        pass(Duration.ofSeconds(20), () -> {});
        assertThat(removed.renew(order)).isTrue();
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }

    @Test
    void whoIsSilentForThatLongOtherwiseIs() {
        pass(Duration.ofSeconds(40), () -> assertThat(removed.renew(order)).isTrue());
        remove("red", false);
        pass(Duration.ofSeconds(20), () -> {});
        assertThat(removed.renew(order)).isFalse();
    }

    /** In steps that are too short to be taken for a sleep of the computer; at each of them the leases are looked at. */
    private void pass(Duration time, Runnable meanwhile) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            clock.leap(STEP);
            meanwhile.run();
            int before = queue.looks();
            eventually("a look that began after the step", () -> queue.looks() > before + 1);
        }
    }

    private void remove(String worker, boolean othersCutOff) {
        assertThat(await(hall.vertx
                                .eventBus()
                                .request(Addresses.WORKER_REMOVED, new WorkerRemoved(worker, othersCutOff)))
                        .body())
                .isEqualTo(true);
    }
}
