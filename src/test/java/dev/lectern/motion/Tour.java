package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A lecture: walks of all lengths and speeds between pauses, starting and stopping gently. Its way and its times are known. */
final class Tour {

    private record Leg(double start, double seconds, double fromX, double fromY, double toX, double toY) {}

    private final List<Leg> legs = new ArrayList<>();
    private final double seconds;

    Tour(double seconds, long seed) {
        this.seconds = seconds;
        Random random = new Random(seed);
        double t = 0;
        double x = 0;
        double y = 0.5;
        while (t < seconds) {
            double pause = 2 + 12 * random.nextDouble();
            double toX = -0.65 + 1.3 * random.nextDouble();
            double toY = 0.45 + 0.1 * random.nextDouble();
            double way = Math.hypot(toX - x, toY - y);
            if (way < 0.3) {
                continue;
            }
            double walk = way / (Lecturer.BODY * (0.35 + 0.4 * random.nextDouble()));
            legs.add(new Leg(t + pause, walk, x, y, toX, toY));
            t += pause + walk;
            x = toX;
            y = toY;
        }
    }

    Lecturer lecturer() {
        return new Lecturer(this::at, 0);
    }

    double[] at(double time) {
        Leg now = legs.get(0);
        for (Leg leg : legs) {
            now = leg.start <= time ? leg : now;
        }
        double s = Math.max(0, Math.min(1, (time - now.start) / now.seconds));
        // A steady walk with half a second to start and to stop.
        double part = eased(s, Math.min(0.4, 0.5 / now.seconds));
        return new double[] {now.fromX + part * (now.toX - now.fromX), now.fromY + part * (now.toY - now.fromY)};
    }

    double distance() {
        double distance = 0;
        for (double t = 0; t < seconds; t += 0.01) {
            double[] from = at(t);
            double[] to = at(t + 0.01);
            distance += Math.hypot(to[0] - from[0], to[1] - from[1]);
        }
        return distance;
    }

    double movingSeconds() {
        return legs.stream()
                .mapToDouble(leg -> Math.max(0, Math.min(leg.seconds, seconds - leg.start)))
                .sum();
    }

    private static double eased(double s, double ramp) {
        double speed = 1 / (1 - ramp);
        if (s < ramp) {
            return speed * s * s / (2 * ramp);
        }
        return s > 1 - ramp ? 1 - speed * (1 - s) * (1 - s) / (2 * ramp) : speed * (s - ramp / 2);
    }
}
