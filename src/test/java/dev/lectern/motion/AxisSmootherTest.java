package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AxisSmootherTest {

    private static final AxisSmoother SMOOTHER = new AxisSmoother(0.04, 0.25, 1);

    @Test
    void aSteadyWalkStaysAsItIs() {
        double[] times = IntStream.range(0, 50).mapToDouble(i -> i * 0.2).toArray();
        AxisCourse course = smooth(times, Arrays.stream(times).map(t -> 0.3 * t).toArray());
        for (int i = 5; i < 45; i++) {
            assertThat(course.position()[i]).isCloseTo(0.3 * times[i], within(1e-3));
            assertThat(course.velocity()[i]).isCloseTo(0.3, within(1e-2));
        }
    }

    @Test
    void betweenTwoTimesTheCubicIsWhatTheSmootherItselfWouldSay() {
        double[] times = {0, 0.2, 0.5, 0.6, 1.4, 1.6};
        double[] measured = {0, 0.1, 0.05, 0.3, 0.2, 0.4};
        double[] asked = {0, 0.2, 0.33, 0.5, 0.6, 1.1, 1.4, 1.6};
        double[] withHoles = {0, 0.1, Double.NaN, 0.05, 0.3, Double.NaN, 0.2, 0.4};
        AxisCourse course = smooth(times, measured);
        AxisCourse fuller = smooth(asked, withHoles);
        assertThat(course.at(0.33)).isCloseTo(fuller.position()[2], within(1e-12));
        assertThat(course.at(1.1)).isCloseTo(fuller.position()[5], within(1e-12));
        assertThat(course.at(0.6)).isEqualTo(course.position()[3]);
    }

    @Test
    void timeRunsBackwardsAsWell() {
        double[] times = IntStream.range(0, 40).mapToDouble(i -> i * 0.25).toArray();
        Random random = new Random(5);
        double[] measured = random.doubles(40).toArray();
        double[] reversed =
                IntStream.range(0, 40).mapToDouble(i -> measured[39 - i]).toArray();
        AxisCourse forwards = smooth(times, measured);
        AxisCourse backwards = smooth(times, reversed);
        for (int i = 8; i < 32; i++) {
            assertThat(backwards.position()[39 - i]).isCloseTo(forwards.position()[i], within(1e-3));
            assertThat(backwards.velocity()[39 - i]).isCloseTo(-forwards.velocity()[i], within(1e-2));
        }
    }

    @Test
    void whereNothingIsMeasuredLessIsKnown() {
        double[] times = IntStream.range(0, 41).mapToDouble(i -> i * 0.1).toArray();
        double[] measured = new double[41];
        Arrays.fill(measured, 15, 26, Double.NaN);
        AxisCourse course = smooth(times, measured);
        assertThat(course.sd()[20]).isGreaterThan(2 * course.sd()[8]);
        assertThat(course.sd()[20]).isGreaterThan(course.sd()[17]);
        assertThat(course.sd()[8]).isBetween(0.02, 0.04);
    }

    @Test
    void moreSamplesOfTheSameWobbleTellNoMore() {
        double[] sd = new double[2];
        for (int k = 0; k < 2; k++) {
            double step = k == 0 ? 0.5 : 0.1;
            double[] times = IntStream.range(0, (int) (10 / step))
                    .mapToDouble(i -> i * step)
                    .toArray();
            sd[k] = smooth(times, new double[times.length]).sd()[times.length / 2];
        }
        assertThat(sd[0]).isCloseTo(sd[1], within(0.05 * sd[1]));
    }

    private static AxisCourse smooth(double[] times, double[] measured) {
        double[] standsFor = new double[times.length];
        int before = -1;
        for (int i = 0; i < times.length; i++) {
            if (!Double.isNaN(measured[i])) {
                double half = before < 0 ? 0.05 : (times[i] - times[before]) / 2;
                standsFor[i] = half;
                if (before >= 0) {
                    standsFor[before] += half;
                }
                before = i;
            }
        }
        standsFor[before] += 0.05;
        return SMOOTHER.smooth(times, measured, standsFor);
    }
}
