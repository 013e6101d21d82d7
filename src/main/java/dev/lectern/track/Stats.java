package dev.lectern.track;

import java.util.Arrays;

/** Order statistics of small samples. */
final class Stats {

    private Stats() {}

    /** The value below which the given share of the values lies (nearest rank); 0 of nothing. Leaves the argument as it is. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** The middle value, or the mean of the two in the middle; 0 of nothing. Leaves the argument as it is. */
    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Grows from 0 to 1 and reaches half at {@code half}; 0 for what is not above 0. */
    static double saturate(double value, double half) {
        return value <= 0 ? 0 : value / (value + half);
    }
}
