package dev.lectern.evaluate;

import dev.lectern.track.Assignment;

/** Pairs rows with columns so that the sum of what the pairs are worth is greatest. */
final class Pairing {

    private Pairing() {}

    /**
     * The best pairing.
     *
     * @param worth of every pair, not negative; a pair that is worth nothing is not made
     * @return for every row its column, or -1
     */
    static int[] best(double[][] worth) {
        double[][] cost = new double[worth.length][];
        for (int i = 0; i < worth.length; i++) {
            cost[i] = new double[worth[i].length];
            for (int j = 0; j < cost[i].length; j++) {
                cost[i][j] = -worth[i][j];
            }
        }
        return Assignment.solve(cost, 0);
    }
}
