package dev.lectern.motion;

import java.util.Comparator;
import java.util.List;

/**
 * How fast somebody was, over the time in sight; 0 while standing.
 *
 * @param mean way by time in sight
 * @param meanMoving way of the walks by their time; 0 without any
 * @param p95 the speed that is exceeded in a twentieth of the time
 * @param max the highest
 */
public record Speeds(double mean, double meanMoving, double p95, double max) {

    private static final double NEARLY_ALL = 0.95;

    /** One step: a way, how long it took, and whether it belongs to a walk. */
    record Step(double way, double seconds, boolean moving) {
        double speed() {
            return way / seconds;
        }
    }

    static Speeds of(List<Step> steps) {
        double way = 0;
        double seconds = 0;
        double movingWay = 0;
        double movingSeconds = 0;
        double max = 0;
        for (Step step : steps) {
            way += step.way();
            seconds += step.seconds();
            movingWay += step.moving() ? step.way() : 0;
            movingSeconds += step.moving() ? step.seconds() : 0;
            max = Math.max(max, step.speed());
        }
        return new Speeds(ratio(way, seconds), ratio(movingWay, movingSeconds), p95(steps, seconds), max);
    }

    private static double p95(List<Step> steps, double seconds) {
        double slower = 0;
        for (Step step :
                steps.stream().sorted(Comparator.comparingDouble(Step::speed)).toList()) {
            slower += step.seconds();
            if (slower >= NEARLY_ALL * seconds) {
                return step.speed();
            }
        }
        return 0;
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
