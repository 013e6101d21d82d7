package dev.lectern.motion;

import java.util.Arrays;

/**
 * One coordinate over time, with what is not known of it.
 *
 * @param times in seconds, rising, at least one
 * @param position at those times
 * @param velocity at those times, per second
 * @param sd standard deviation of the position at those times
 */
record AxisCourse(double[] times, double[] position, double[] velocity, double[] sd) {

    /**
     * The position at any time. Between two times it is the cubic that has their positions and velocities (Hermite), which is what
     * the smoother would say if it were asked there; before the first and after the last it goes on as it was.
     */
    double at(double time) {
        int last = times.length - 1;
        if (time <= times[0]) {
            return position[0] + velocity[0] * (time - times[0]);
        }
        if (time >= times[last]) {
            return position[last] + velocity[last] * (time - times[last]);
        }
        int found = Arrays.binarySearch(times, time);
        if (found >= 0) {
            return position[found];
        }
        int i = -found - 2;
        double step = times[i + 1] - times[i];
        double s = (time - times[i]) / step;
        double rest = 1 - s;
        return rest * rest * ((1 + 2 * s) * position[i] + s * step * velocity[i])
                + s * s * ((1 + 2 * rest) * position[i + 1] - rest * step * velocity[i + 1]);
    }
}
