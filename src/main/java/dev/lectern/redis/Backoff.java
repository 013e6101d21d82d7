package dev.lectern.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from the first pause to the longest, each between half of it and the whole,
 * so that many clients of one server do not come back in step. Not thread safe.
 */
final class Backoff {

    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private long nextMillis = FIRST.toMillis();

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause before the next try, in ms, at least 1. */
    long next() {
        long whole = nextMillis;
        nextMillis = Math.min(2 * whole, LONGEST.toMillis());
        return whole - random.nextLong(whole / 2 + 1);
    }

    /** It worked: begin with short pauses again. */
    void reset() {
        nextMillis = FIRST.toMillis();
    }
}
