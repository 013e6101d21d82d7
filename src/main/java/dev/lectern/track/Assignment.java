package dev.lectern.track;

import java.util.Arrays;

/**
 * Optimal assignment by shortest augmenting paths with dual potentials (Jonker and Volgenant 1987; the plain form without their
 * initial reductions, which do not pay for matrices of a few dozen rows). O(rows² · columns).
 */
public final class Assignment {

    private Assignment() {}

    /**
     * Finds the partial assignment of least total cost, where leaving a row and a column unassigned costs {@code limit}.
     *
     * @param cost one row per track, one column per detection; whatever is not below {@code limit} is never assigned
     * @return for every row its column, or -1
     */
    public static int[] solve(double[][] cost, double limit) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, -1);
        if (columns == 0) {
            return columnOfRow;
        }
        // Arrays count from 1; column 0 stands for "the row that is being placed". Missing columns cost as much as no
        // match.
        int width = Math.max(rows, columns);
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[width + 1];
        int[] rowOfColumn = new int[width + 1];
        int[] previous = new int[width + 1];
        double[] shortest = new double[width + 1];
        boolean[] settled = new boolean[width + 1];
        for (int row = 1; row <= rows; row++) {
            rowOfColumn[0] = row;
            Arrays.fill(shortest, Double.POSITIVE_INFINITY);
            Arrays.fill(settled, false);
            int column = 0;
            do {
                settled[column] = true;
                int from = rowOfColumn[column];
                double least = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int c = 1; c <= width; c++) {
                    if (settled[c]) {
                        continue;
                    }
                    double price = c <= columns ? Math.min(limit, cost[from - 1][c - 1]) : limit;
                    double reduced = price - rowPotential[from] - columnPotential[c];
                    if (reduced < shortest[c]) {
                        shortest[c] = reduced;
                        previous[c] = column;
                    }
                    if (shortest[c] < least) {
                        least = shortest[c];
                        next = c;
                    }
                }
                for (int c = 0; c <= width; c++) {
                    if (settled[c]) {
                        rowPotential[rowOfColumn[c]] += least;
                        columnPotential[c] -= least;
                    } else {
                        shortest[c] -= least;
                    }
                }
                column = next;
            } while (rowOfColumn[column] != 0);
            while (column != 0) {
                rowOfColumn[column] = rowOfColumn[previous[column]];
                column = previous[column];
            }
        }
        for (int c = 1; c <= columns; c++) {
            int row = rowOfColumn[c];
            if (row != 0 && cost[row - 1][c - 1] < limit) {
                columnOfRow[row - 1] = c - 1;
            }
        }
        return columnOfRow;
    }
}
