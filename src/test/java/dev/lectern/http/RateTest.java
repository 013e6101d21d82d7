package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {

    private static final long SECOND = 1_000_000_000L;

    private final Rate rate = new Rate(6);

    @Test
    void aMinutesShareMayBeTakenAtOnceAndThenComesEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(rate.take("a", 0)).isZero();
        }
        assertThat(rate.take("a", 0)).isEqualTo(10);
        assertThat(rate.take("a", 4 * SECOND)).isEqualTo(6);
        assertThat(rate.take("a", 10 * SECOND)).isZero();
        assertThat(rate.take("a", 10 * SECOND)).isEqualTo(10);
    }

    @Test
    void nobodySavesUpMoreThanAMinutesShare() {
        rate.take("a", 0);
        for (int i = 0; i < 6; i++) {
            assertThat(rate.take("a", 100_000 * SECOND)).isZero();
        }
        assertThat(rate.take("a", 100_000 * SECOND)).isPositive();
    }

    @Test
    void eachHasAShareOfItsOwn() {
        for (int i = 0; i < 7; i++) {
            rate.take("a", 0);
        }
        assertThat(rate.take("b", 0)).isZero();
    }

    @Test
    void whoWasNotSeenForLongestIsForgottenFirst() {
        for (int i = 0; i < 6; i++) {
            rate.take("a", 0);
        }
        for (int i = 0; i < 9_999; i++) {
            rate.take("other " + i, 0);
        }
        assertThat(rate.take("a", 0)).isPositive();
        rate.take("one more", 0);
        assertThat(rate.take("a", 0)).isPositive();
        for (int i = 0; i < 10_000; i++) {
            rate.take("another " + i, 0);
        }
        assertThat(rate.take("a", 0)).isZero();
    }
}
