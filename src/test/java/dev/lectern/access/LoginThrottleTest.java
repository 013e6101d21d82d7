package dev.lectern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void fiveAreFreeAndThenTheWaitDoublesUpToAQuarterOfAnHour() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
        }
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(throttle.attempt("ann", "10.0.0.1")).contains(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
        }
    }

    @Test
    void whoWaitsIsNotCountedAndWhoSucceedsBeginsAnew() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("ann", "10.0.0.1");
        }
        assertThat(throttle.attempt("ann", "10.0.0.1")).contains(Duration.ofSeconds(1));
        assertThat(throttle.attempt("ann", "10.0.0.1")).contains(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
        throttle.succeeded("ann", "10.0.0.1");
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
        }
    }

    @Test
    void whoIsAttackedFromElsewhereIsNeverLockedOutForLong() {
        for (int i = 0; i < 2000; i++) {
            throttle.attempt("ann", "10.0." + i / 250 + "." + i % 250);
        }
        assertThat(throttle.attempt("ann", "192.0.2.1").orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(throttle.attempt("bob", "192.0.2.1"))
                .as("and nobody else is")
                .isEmpty();
    }

    @Test
    void anAddressThatTriesManyNamesIsSlowedDown() {
        int tried = 0;
        while (throttle.attempt("name" + tried, "10.0.0.1").isEmpty()) {
            tried++;
        }
        assertThat(tried).isEqualTo(50);
        assertThat(throttle.attempt("another", "10.0.0.2")).isEmpty();
    }

    @Test
    void afterAnHourOfPeaceAllIsForgotten() {
        for (int i = 0; i < 5; i++) {
            throttle.attempt("ann", "10.0.0.1");
        }
        now = now.plus(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.attempt("ann", "10.0.0.1")).isEmpty();
        }
    }
}
