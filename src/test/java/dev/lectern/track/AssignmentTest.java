package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void theSumIsLeastEvenIfTheCheapestPairIsNotTaken() {
        double[][] cost = {{1, 2}, {1.5, 10}};
        assertThat(Assignment.solve(cost, 100)).containsExactly(1, 0);
    }

    @Test
    void whatCostsTheLimitIsNotAssigned() {
        double[][] cost = {{3, 9}, {9, 5}, {Double.POSITIVE_INFINITY, 4.9}};
        assertThat(Assignment.solve(cost, 5)).containsExactly(0, -1, 1);
    }

    @Test
    void nothingIsAssignedToNothing() {
        assertThat(Assignment.solve(new double[0][0], 1)).isEmpty();
        assertThat(Assignment.solve(new double[2][0], 1)).containsExactly(-1, -1);
    }

    @Test
    void noOtherAssignmentIsCheaper() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            double[][] cost = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : cost) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 2;
                }
            }
            int[] columns = Assignment.solve(cost, 1.2);
            double saved = 0;
            for (int row = 0; row < columns.length; row++) {
                saved += columns[row] < 0 ? 0 : 1.2 - cost[row][columns[row]];
            }
            assertThat(saved).isCloseTo(mostSaved(cost, 1.2, 0, 0), within(1e-9));
        }
    }

    /** Tries everything. */
    private static double mostSaved(double[][] cost, double limit, int row, int used) {
        if (row == cost.length) {
            return 0;
        }
        double most = mostSaved(cost, limit, row + 1, used);
        for (int c = 0; c < cost[row].length; c++) {
            if ((used & 1 << c) == 0 && cost[row][c] < limit) {
                most = Math.max(most, limit - cost[row][c] + mostSaved(cost, limit, row + 1, used | 1 << c));
            }
        }
        return most;
    }
}
