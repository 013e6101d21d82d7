package dev.lectern.testing.sample;

import java.util.List;

/**
 * Where somebody is at which second. Between two marks one walks, or stands if they are at one place.
 *
 * @param marks at least two, in order of time
 * @param turnedFrom from this second on the cut-out is turned round
 */
record Route(List<Mark> marks, double turnedFrom) {

    private static final double STEPS_PER_SECOND = 1.8;

    /**
     * A place on the way.
     *
     * @param second when
     * @param x middle of the figure, as a fraction of the picture's width; may lie outside 0..1
     * @param size scale of the figure
     */
    record Mark(double second, double x, double size) {}

    /** A route through marks given as second, x, second, x …, all of one size. */
    static Route of(double size, double... secondsAndPlaces) {
        Mark[] marks = new Mark[secondsAndPlaces.length / 2];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = new Mark(secondsAndPlaces[2 * i], secondsAndPlaces[2 * i + 1], size);
        }
        return new Route(List.of(marks), Double.POSITIVE_INFINITY);
    }

    /** The pose at a second of the recording, from 0. */
    Pose at(double second) {
        int next = 1;
        while (next < marks.size() - 1 && marks.get(next).second() <= second) {
            next++;
        }
        Mark from = marks.get(next - 1);
        Mark to = marks.get(next);
        double part = Math.min(1, (second - from.second()) / (to.second() - from.second()));
        double eased = ease(part);
        // How much of a walk it is just now: 0 when standing, rising and falling with the speed.
        double walking = from.x() == to.x() ? 0 : Math.min(1, 6 * part * (1 - part));
        double phase = Math.PI * STEPS_PER_SECOND * second;
        double sway = .0022 * Math.sin(1.3 * second) + .0012 * Math.sin(2.9 * second + 1);
        return new Pose(
                mix(from.x(), to.x(), eased) + sway * (1 - walking),
                walking * 6 * Math.abs(Math.sin(phase)),
                .012 * Math.sin(.9 * second) * (1 - walking) + .018 * Math.sin(phase) * walking,
                mix(from.size(), to.size(), eased) * (1 + .003 * Math.sin(1.7 * second)),
                1 - .07 * walking,
                second > turnedFrom);
    }

    private static double mix(double from, double to, double part) {
        return from + (to - from) * part;
    }

    /** Starts and stops softly, and is nearly even between: half a straight line, half 3p² - 2p³. */
    private static double ease(double part) {
        return .5 * part + .5 * part * part * (3 - 2 * part);
    }
}
