package dev.lectern.detect.convert;

/** How the values of a tensor are spread, seen twice: first for the lowest and the highest, then to count what lies between. */
final class Spread {

    private static final int BINS = 4096;
    /** Ranges that are tried: the whole, and those that leave out up to so much of either side, in so many steps. */
    private static final double MOST_LEFT_OUT = 0.6;

    private static final double MOST_LEFT_OUT_BELOW = 0.9;
    private static final int TRIES = 20;
    private static final double GRAIN = 1e6;

    private final double[] counts = new double[BINS];
    private double[] sums;
    private long seen;
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    /** The first sight of a picture's values, channel by channel. */
    void reach(float[] values, int channels) {
        if (sums == null) {
            sums = new double[channels];
        }
        int each = values.length / channels;
        for (int i = 0; i < values.length; i++) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
            sums[i / each] += values[i];
        }
        seen += each;
    }

    /** The mean of each channel, to six digits after the point. */
    float[] means() {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (Math.rint(sums[i] / seen * GRAIN) / GRAIN);
        }
        return means;
    }

    /** The second sight. */
    void count(float[] values) {
        for (float value : values) {
            counts[Math.min(BINS - 1, (int) ((value - lowest) / step()))]++;
        }
    }

    private double step() {
        return Math.max(Float.MIN_NORMAL, ((double) highest - lowest) / BINS);
    }

    /** All of it. */
    Range whole() {
        return new Range(Math.min(0, lowest), Math.max(0, highest));
    }

    /**
     * The range with the least squares of what is lost: what is rare and far out is cut off where that makes the steps between all others finer.
     *
     * @param slope what values below 0 are multiplied with by the operator that takes the tensor; 1 for all others
     */
    Range best(double slope) {
        Range best = whole();
        double least = lost(best, slope);
        for (int below = 0; below <= TRIES; below++) {
            for (int above = 0; above <= TRIES; above++) {
                double low = whole().lowest() * (1 - below * MOST_LEFT_OUT_BELOW / TRIES);
                double high = whole().highest() * (1 - above * MOST_LEFT_OUT / TRIES);
                Range range = new Range((float) low, (float) high);
                double lost = lost(range, slope);
                if (lost < least) {
                    least = lost;
                    best = range;
                }
            }
        }
        return best;
    }

    private double lost(Range range, double slope) {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            double value = lowest + (i + 0.5) * step();
            double error = after(range.nearest(value), slope) - after(value, slope);
            sum += counts[i] * error * error;
        }
        return sum;
    }

    private static double after(double value, double slope) {
        return value < 0 ? slope * value : value;
    }
}
