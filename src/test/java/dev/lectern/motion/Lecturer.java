package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Somebody whose way is known exactly, and what a detector makes of it. The picture is 16:9 and the person half as high as it.
 *
 * @param way where the centre is at a time in seconds, in picture heights from the middle and from the top; null for out of sight
 * @param noise standard deviation of the box's centre in body heights
 */
record Lecturer(DoubleFunction<double[]> way, double noise) {

    static final double ASPECT = 16 / 9.0;
    static final double BODY = 0.5;
    static final double WIDTH = 0.2;
    /** What was measured on real detections of people who stand; docs/metrics.md. */
    static final double USUAL_NOISE = 0.02;

    static final double WORST_NOISE = 0.043;
    /** Seconds after which two errors have little to do with each other, measured likewise. */
    private static final double CORRELATION = 0.25;

    private static final int ERRORS_PER_SECOND = 10;

    static Lecturer alongX(DoubleUnaryOperator x) {
        return new Lecturer(t -> new double[] {x.applyAsDouble(t), 0.5}, 0);
    }

    Lecturer shaky(double by) {
        return new Lecturer(way, by);
    }

    /** Hidden between two times. */
    Lecturer hidden(double from, double to) {
        return new Lecturer(t -> t > from && t < to ? null : way.apply(t), noise);
    }

    /** What is seen {@code fps} times a second; the errors are the same ones at every rate that divides ten. */
    List<Sighting> seen(double seconds, double fps) {
        List<Sighting> sightings = new ArrayList<>();
        double[][] errors = errors((int) (seconds * ERRORS_PER_SECOND) + 1);
        for (int i = 0; i < seconds * fps; i++) {
            double t = i / fps;
            double[] at = way.apply(t);
            double[] error = errors[(int) Math.round(t * ERRORS_PER_SECOND)];
            sightings.add(new Sighting(Math.round(t * 1000), at == null ? null : box(at, error)));
        }
        return sightings;
    }

    MotionReport report(double seconds, double fps) {
        return report(seconds, fps, MotionSettings.NONE);
    }

    MotionReport report(double seconds, double fps, MotionSettings settings) {
        return MotionReport.of(seen(seconds, fps), ASPECT, settings);
    }

    /** Null if less than a tenth shows. */
    private Sighting.Box box(double[] at, double[] error) {
        double cx = (at[0] + error[0] * noise * BODY) / ASPECT + 0.5;
        double cy = at[1] + error[1] * noise * BODY;
        double height = BODY * (1 + error[2] * noise);
        double left = Math.max(0, cx - WIDTH / ASPECT / 2);
        double right = Math.min(1, cx + WIDTH / ASPECT / 2);
        double top = Math.max(0, cy - height / 2);
        double bottom = Math.min(1, cy + height / 2);
        return right - left < 0.1 * WIDTH / ASPECT ? null : new Sighting.Box(left, top, right - left, bottom - top);
    }

    private static double[][] errors(int count) {
        Random random = new Random(11);
        double keep = Math.exp(-1 / (ERRORS_PER_SECOND * CORRELATION));
        double[][] errors = new double[count][3];
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 3; axis++) {
                double fresh = random.nextGaussian();
                errors[i][axis] = i == 0 ? fresh : keep * errors[i - 1][axis] + Math.sqrt(1 - keep * keep) * fresh;
            }
        }
        return errors;
    }
}
