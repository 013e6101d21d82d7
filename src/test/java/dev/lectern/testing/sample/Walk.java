package dev.lectern.testing.sample;

import java.util.List;

/** The script: where the lecturer is at which second. Between two marks she walks, or stands if they are at one place. */
final class Walk {
    /** Length of the recording in seconds. */
    static final double SECONDS = 27;

    private static final double STEPS_PER_SECOND = 1.8;

    /** While she is away the cut-out is turned round, so that her second entrance does not look like the first. */
    private static final double TURNED_FROM = 20;

    private static final List<Mark> MARKS = List.of(
            new Mark(0, -.2, 1.0),
            new Mark(1.4, -.2, 1.0),
            new Mark(4.2, .25, .97),
            new Mark(7.4, .25, .97),
            new Mark(10.6, .61, 1.03),
            new Mark(13.2, .61, 1.03),
            new Mark(14.8, .43, .99),
            new Mark(16.4, .43, .99),
            new Mark(18.8, 1.26, 1.02),
            new Mark(20.8, 1.26, 1.02),
            new Mark(23.3, .76, 1.0),
            new Mark(SECONDS, .76, 1.0));

    private Walk() {}

    /** The pose at a second of the recording, 0 to {@link #SECONDS}. */
    static Pose at(double second) {
        int next = 1;
        while (next < MARKS.size() - 1 && MARKS.get(next).second() <= second) {
            next++;
        }
        Mark from = MARKS.get(next - 1);
        Mark to = MARKS.get(next);
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
                second > TURNED_FROM);
    }

    private static double mix(double from, double to, double part) {
        return from + (to - from) * part;
    }

    /** Starts and stops softly, and is nearly even between: half a straight line, half 3p² - 2p³. */
    private static double ease(double part) {
        return .5 * part + .5 * part * part * (3 - 2 * part);
    }

    private record Mark(double second, double x, double size) {}
}
