package dev.lectern.motion;

/**
 * Kalman filter forwards and Rauch-Tung-Striebel smoother backwards for one coordinate (Rauch, Tung and Striebel 1965) with
 * velocities that change at random and steps in time of any length. Its mean is the cubic smoothing spline of the measurements
 * (Wahba 1978), {@code ∫(measured - x)² dt + memory⁴ ∫x''² dt} at its least.
 *
 * <p>What makes the result the same at 2, 5 and 10 samples a second is that errors are given a density over time and not a size
 * for each sample: arms and legs move a box for about half a second, so five boxes within it know no more than one. A sample
 * that stands for {@code t} seconds has the variance {@code noise² · CORRELATED / t}.
 */
final class AxisSmoother {

    /** Seconds over which the errors of a detector go together (measured; docs/metrics.md). */
    static final double CORRELATED = 0.5;

    private final double density;
    private final double drive;
    private final double speed;

    /**
     * A smoother.
     *
     * @param noise standard deviation of a measurement, above 0
     * @param memory seconds to either side over which measurements are averaged
     * @param speed standard deviation of the velocity at the beginning, per second
     */
    AxisSmoother(double noise, double memory, double speed) {
        this.density = noise * noise * CORRELATED;
        this.drive = density / (memory * memory * memory * memory);
        this.speed = speed;
    }

    /**
     * Smooths.
     *
     * @param times in seconds, rising, at least one
     * @param measured at those times; NaN for not at all, never the first one
     * @param standsFor seconds that each measurement stands for, above 0
     */
    AxisCourse smooth(double[] times, double[] measured, double[] standsFor) {
        int n = times.length;
        State[] expected = new State[n];
        State[] state = new State[n];
        for (int i = 0; i < n; i++) {
            double variance = density / Math.min(standsFor[i], CORRELATED);
            if (i == 0) {
                state[0] = new State(measured[0], 0, variance, 0, speed * speed);
                continue;
            }
            expected[i] = state[i - 1].after(times[i] - times[i - 1], drive);
            state[i] = Double.isNaN(measured[i]) ? expected[i] : expected[i].seeing(measured[i], variance);
        }
        for (int i = n - 2; i >= 0; i--) {
            state[i] = state[i].knowing(state[i + 1], expected[i + 1], times[i + 1] - times[i]);
        }
        double[] position = new double[n];
        double[] velocity = new double[n];
        double[] sd = new double[n];
        for (int i = 0; i < n; i++) {
            position[i] = state[i].p();
            velocity[i] = state[i].v();
            sd[i] = Math.sqrt(Math.max(0, state[i].pp()));
        }
        return new AxisCourse(times, position, velocity, sd);
    }

    /** Mean and covariance of position and velocity. */
    private record State(double p, double v, double pp, double pv, double vv) {

        State after(double dt, double q) {
            return new State(
                    p + dt * v,
                    v,
                    pp + dt * (2 * pv + dt * vv) + q * dt * dt * dt / 3,
                    pv + dt * vv + q * dt * dt / 2,
                    vv + q * dt);
        }

        State seeing(double measured, double variance) {
            double gain = pp / (pp + variance);
            double gainVelocity = pv / (pp + variance);
            double surprise = measured - p;
            return new State(
                    p + gain * surprise,
                    v + gainVelocity * surprise,
                    pp - gain * pp,
                    pv - gain * pv,
                    vv - gainVelocity * pv);
        }

        /** With all that came later: {@code next} is what is known of the next moment, {@code expected} what this one made of it. */
        State knowing(State next, State expected, double dt) {
            double det = expected.pp * expected.vv - expected.pv * expected.pv;
            double a = pp + dt * pv;
            double b = pv + dt * vv;
            double gpp = (a * expected.vv - pv * expected.pv) / det;
            double gpv = (pv * expected.pp - a * expected.pv) / det;
            double gvp = (b * expected.vv - vv * expected.pv) / det;
            double gvv = (vv * expected.pp - b * expected.pv) / det;
            double dp = next.p - expected.p;
            double dv = next.v - expected.v;
            double cpp = next.pp - expected.pp;
            double cpv = next.pv - expected.pv;
            double cvv = next.vv - expected.vv;
            return new State(
                    p + gpp * dp + gpv * dv,
                    v + gvp * dp + gvv * dv,
                    pp + gpp * gpp * cpp + 2 * gpp * gpv * cpv + gpv * gpv * cvv,
                    pv + gpp * gvp * cpp + (gpp * gvv + gpv * gvp) * cpv + gpv * gvv * cvv,
                    vv + gvp * gvp * cpp + 2 * gvp * gvv * cpv + gvv * gvv * cvv);
        }
    }
}
