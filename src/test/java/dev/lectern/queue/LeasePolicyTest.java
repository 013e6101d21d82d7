package dev.lectern.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskName;
import dev.lectern.queue.LeasePolicy.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasePolicyTest {

    private static final LeasePolicy POLICY = new LeasePolicy(Duration.ofSeconds(8), Duration.ofSeconds(2), 3);

    @ParameterizedTest(name = "{0} in attempt {1} of which {2} do not count, silent for {3} ms: {4}")
    @CsvSource({
        "slot,       1, 0,      0, LEAVE",
        "slot,       1, 0,   7999, LEAVE",
        "slot,       1, 0,   8000, RELEASE",
        "slot,       2, 0,   8000, RELEASE",
        "slot,       3, 0,   8000, LEAVE",
        "slot,       3, 0,  31999, LEAVE",
        "slot,       3, 0,  32000, POISON",
        "slot,       4, 0,  32000, POISON",
        "slot,       3, 1,   8000, RELEASE",
        "slot,       4, 1,  32000, POISON",
        "slot,      11, 9,  32000, RELEASE",
        "slot,      12, 9,  32000, POISON",
        "slot,      12, 11, 32000, POISON",
        "gone-slot,  1, 0,      0, RELEASE",
        "gone-slot,  3, 0,   8000, LEAVE",
        "gone-slot,  3, 0,  32000, POISON",
        "dead-slot,  1, 0,      0, RELEASE",
        "dead-slot,  2, 0,      0, RELEASE",
        "dead-slot,  3, 0,      0, POISON",
        "dead-slot,  3, 1,      0, RELEASE",
        "released,   1, 0, 999999, LEAVE",
        "released,   3, 0, 999999, LEAVE",
        "backoff,    1, 0,   1999, LEAVE",
        "backoff,    1, 0,   2000, RELEASE",
        "backoff,    2, 0,   3999, LEAVE",
        "backoff,    2, 0,   4000, RELEASE",
        "backoff,    2, 1,   2000, RELEASE",
        "backoff,    3, 0,   7999, LEAVE",
        "backoff,    3, 0,   8000, RELEASE",
    })
    void judges(String holder, int attempt, int excused, long silentMs, Verdict verdict) {
        HeldTask held = new HeldTask(lease(holder, attempt), Duration.ofMillis(silentMs), excused);
        assertThat(POLICY.judge(held, "gone-slot"::equals, "dead-slot"::equals)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "2, 0, true", "3, 0, false", "4, 0, false", "4, 2, true", "12, 12, false"})
    void triesAgainUntilTheLastAttempt(int attempt, int excused, boolean again) {
        assertThat(POLICY.mayRetry(lease("slot", attempt), excused)).isEqualTo(again);
    }

    @Test
    void waitsTwiceAsLongEachTimeAndNeverForEver() {
        assertThat(POLICY.backoff(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(POLICY.backoff(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(POLICY.backoff(1_000)).isEqualTo(POLICY.backoff(11));
    }

    private static Lease lease(String holder, int attempt) {
        return new Lease("1-0", "job-00", TaskName.INSPECT, holder, attempt);
    }
}
