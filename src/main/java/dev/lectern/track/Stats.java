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

    /** Grows from 0 to 1 and reaches half at {@code half}; 0 for what is not above 0. */
    static double saturate(double value, double half) {
        return value <= 0 ? 0 : value / (value + half);
    }
}
