package dev.lectern.testing.sample;

import java.util.List;

/** The script: where the lecturer is at which second. */
final class Walk {
    /** Length of the recording in seconds. */
    static final double SECONDS = 27;

    /** While she is away the cut-out is turned round, so that her second entrance does not look like the first. */
    private static final double TURNED_FROM = 20;

    private static final List<Route.Mark> MARKS = List.of(
            new Route.Mark(0, -.2, 1.0),
            new Route.Mark(1.4, -.2, 1.0),
            new Route.Mark(4.2, .25, .97),
            new Route.Mark(7.4, .25, .97),
            new Route.Mark(10.6, .61, 1.03),
            new Route.Mark(13.2, .61, 1.03),
            new Route.Mark(14.8, .43, .99),
            new Route.Mark(16.4, .43, .99),
            new Route.Mark(18.8, 1.26, 1.02),
            new Route.Mark(20.8, 1.26, 1.02),
            new Route.Mark(23.3, .76, 1.0),
            new Route.Mark(SECONDS, .76, 1.0));

    private static final Route ROUTE = new Route(MARKS, TURNED_FROM);

    private Walk() {}

    /** The pose at a second of the recording, 0 to {@link #SECONDS}. */
    static Pose at(double second) {
        return ROUTE.at(second);
    }
}
