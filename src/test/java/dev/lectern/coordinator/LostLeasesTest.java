package dev.lectern.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LostLeasesTest {

    private static final Instant LOST = Instant.parse("2026-11-29T12:00:00Z");
    private static final Lease LEASE = new Lease("1-0", "job-0123456789abcdef", TaskName.INSPECT, "slot", 2);

    private final LostLeases leases = new LostLeases();

    @Test
    void whoSpeaksAgainLivesAndThatIsSaidOnce() {
        leases.lost(LEASE, LOST);
        assertThat(leases.heard("slot", LOST.plusSeconds(60))).contains(LEASE);
        assertThat(leases.heard("slot", LOST.plusSeconds(61))).isEmpty();
    }

    @Test
    void whatWasOnItsWayWhenItsSenderDiedIsNoSignOfLife() {
        leases.lost(LEASE, LOST);
        assertThat(leases.heard("slot", LOST.plusMillis(2_999))).isEmpty();
        assertThat(leases.heard("slot", LOST.plusSeconds(3))).contains(LEASE);
    }

    @Test
    void othersAreNotTheOneThatLostIt() {
        leases.lost(LEASE, LOST);
        assertThat(leases.heard("slot-2", LOST.plusSeconds(60))).isEmpty();
    }

    @Test
    void thoseThatDiedAreNotRememberedForEver() {
        leases.lost(LEASE, LOST);
        for (int k = 0; k < 1_000; k++) {
            leases.lost(new Lease("2-" + k, LEASE.jobId(), TaskName.INSPECT, "dead-" + k, 1), LOST);
        }
        assertThat(leases.heard("slot", LOST.plusSeconds(60))).isEmpty();
        assertThat(leases.heard("dead-999", LOST.plusSeconds(60))).isPresent();
    }
}
