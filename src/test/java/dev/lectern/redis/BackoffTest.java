package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToFiveSecondsAndStaysThere() {
        Backoff backoff = new Backoff(new Random(1));
        for (long whole : new long[] {50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000}) {
            assertThat(backoff.next()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void beginsAgainAfterAReset() {
        Backoff backoff = new Backoff(new Random(1));
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(25L, 50L);
    }
}
