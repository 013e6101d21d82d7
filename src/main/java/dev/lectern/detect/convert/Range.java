package dev.lectern.detect.convert;

/**
 * Which values of a tensor a byte stands for: 256 of them, evenly spaced, one of which is exactly 0, so that the padding of a picture stays
 * nothing. What lies outside becomes the lowest or the highest.
 *
 * @param lowest at most 0
 * @param highest at least 0, above the lowest
 */
record Range(float lowest, float highest) {

    private static final int STEPS = 255;

    Range {
        if (!(lowest <= 0 && highest >= 0 && highest > lowest) || Float.isInfinite(highest - lowest)) {
            throw new IllegalArgumentException("a range from " + lowest + " to " + highest);
        }
    }

    /** The distance of two neighbours. */
    float scale() {
        return (highest - lowest) / STEPS;
    }

    /** The byte, 0 to 255, that stands for 0. */
    int zero() {
        return Math.round(-lowest / scale());
    }

    /** What remains of a value as a byte. */
    double nearest(double value) {
        double step = Math.rint(value / scale()) + zero();
        return (Math.max(0, Math.min(STEPS, step)) - zero()) * scale();
    }
}
