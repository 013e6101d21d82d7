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

    @ParameterizedTest(name = "{0} in attempt {1}, silent for {2} ms: {3}")
    @CsvSource({
        "slot,       1,      0, LEAVE",
        "slot,       1,   7999, LEAVE",
        "slot,       1,   8000, RELEASE",
        "slot,       2,   8000, RELEASE",
        "slot,       3,   7999, LEAVE",
        "slot,       3,   8000, POISON",
        "slot,       4,   8000, POISON",
        "dead-slot,  1,      0, RELEASE",
        "dead-slot,  2,      0, RELEASE",
        "dead-slot,  3,      0, POISON",
        "released,   1, 999999, LEAVE",
        "released,   3, 999999, LEAVE",
        "backoff,    1,   1999, LEAVE",
        "backoff,    1,   2000, RELEASE",
        "backoff,    2,   3999, LEAVE",
        "backoff,    2,   4000, RELEASE",
        "backoff,    3,   7999, LEAVE",
        "backoff,    3,   8000, RELEASE",
    })
    void judges(String holder, int attempt, long silentMs, Verdict verdict) {
        HeldTask held = new HeldTask(lease(holder, attempt), Duration.ofMillis(silentMs));
        assertThat(POLICY.judge(held, "dead-slot"::equals)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void triesAgainUntilTheLastAttempt(int attempt, boolean again) {
        assertThat(POLICY.mayRetry(lease("slot", attempt))).isEqualTo(again);
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
