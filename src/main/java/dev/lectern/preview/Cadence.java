package dev.lectern.preview;

import java.time.Duration;
import java.time.Instant;

/** When another preliminary result is worth its time: when it says enough more than the one before, and never so often that work suffers. */
final class Cadence {

    /** By this share of the recording more was looked at. */
    static final double GROWTH = 0.1;

    /** Less will do when the one before is as old. */
    static final Duration AGE = Duration.ofSeconds(30);

    /** At most one part in so many of the time goes into making them. */
    static final int SPARINGLY = 20;

    private static final double ROUNDING = 1e-9;

    private Cadence() {}

    /**
     * One that was made.
     *
     * @param share how much of the recording it knows, 0 to 1
     * @param at when it was there
     * @param took how long it took to make
     */
    record Made(double share, Instant at, Duration took) {}

    /**
     * Whether it is time for another.
     *
     * @param last the newest; null if there is none
     * @param share how much of the recording could be known now
     */
    static boolean due(Made last, double share, Instant now) {
        if (last == null) {
            return share > 0;
        }
        Duration since = Duration.between(last.at(), now);
        boolean more = share > last.share() + ROUNDING;
        boolean enough = share >= last.share() + GROWTH - ROUNDING || since.compareTo(AGE) >= 0;
        return more && enough && since.compareTo(last.took().multipliedBy(SPARINGLY)) >= 0;
    }
}
