package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Json;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot that has one task, and says that it has others. */
class ForgedReportsTest {

    private static final byte[] NONSENSE = "nonsense".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private Hall hall;
    private GhostSlot ghost;
    private Job given;
    private Job another;
    private TaskOrder order;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, new MemoryTaskQueue(clock)).coordinator();
        ghost = new GhostSlot(hall.vertx, "ghost");
        given = hall.job(Inspections.ofSeconds(3));
        ghost.ask();
        order = ghost.order();
        another = hall.job(Inspections.ofSeconds(3));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private List<Lease> forged() {
        Lease lease = order.lease();
        return List.of(
                new Lease(lease.entry(), another.id(), lease.task(), lease.holder(), lease.attempt()),
                new Lease(lease.entry(), lease.jobId(), TaskName.TRACK, lease.holder(), lease.attempt()),
                new Lease(lease.entry(), lease.jobId(), lease.task(), "somebody-else", lease.attempt()),
                new Lease(lease.entry(), lease.jobId(), lease.task(), lease.holder(), 99),
                new Lease("../../etc/passwd", another.id(), lease.task(), lease.holder(), 1),
                new Lease(lease.entry(), "job-' OR 1=1 --", lease.task(), lease.holder(), lease.attempt()));
    }

    @Test
    void whatItWasNotGivenItCannotReportOn() {
        for (Lease lease : forged()) {
            assertThat(ghost.report(lease, another.sessionId(), NONSENSE, null))
                    .as("%s", lease)
                    .isFalse();
        }
        assertThat(hall.folder(another).inspection()).doesNotExist();
        assertThat(hall.events(another, JobEvent.TaskFinished.class)).isEmpty();
        assertThat(hall.events(given, JobEvent.Completed.class)).isEmpty();
        assertThat(ghost.renew(order)).as("what it was given it still has").isTrue();
        hall.slots(1);
        hall.completed(another);
    }

    @Test
    void norRenewIt() {
        for (Lease lease : forged()) {
            assertThat(await(hall.vertx.eventBus().<Boolean>request(Addresses.RENEW, new Renewal(lease, "ghost", 0.5)))
                            .body())
                    .as("%s", lease)
                    .isFalse();
        }
        assertThat(hall.events(another, JobEvent.Progressed.class)).isEmpty();
    }

    @Test
    void whoHearsOfItIsNotForASlotToSay() {
        byte[] inspection = Json.bytes(Inspections.ofSeconds(3));
        assertThat(ghost.report(order.lease(), another.sessionId(), inspection, null))
                .isTrue();
        eventually("it is told", () -> !hall.events(given, JobEvent.TaskFinished.class)
                .isEmpty());
        assertThat(hall.events(given, JobEvent.TaskFinished.class))
                .extracting(JobEvent.TaskFinished::sessionId)
                .containsExactly(given.sessionId());
        assertThat(hall.folder(another).inspection()).doesNotExist();
    }
}
