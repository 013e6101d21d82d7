package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneStaysTest {

    /** The left 30 % of the picture: up to -0.356 heights from the middle. */
    private static final Zone BOARD = zone("Board", Zone.Anchor.CENTRE, 0, 0.2, 0.3, 0.8);

    private static final double EDGE = (0.3 - 0.5) * Lecturer.ASPECT;

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void aStayIsAsLongAsItIs(double fps) {
        Lecturer visits = Lecturer.alongX(t -> Math.max(-0.6, 0.4 - 0.5 * Math.max(0, 20 - Math.abs(t - 20) - 10)));
        ZoneReport board = board(visits, 40, fps);
        double halfWay = (0.4 - EDGE) / 0.5;
        assertThat(board.visits()).hasSize(1);
        assertThat(board.seconds()).isCloseTo(20 - 2 * halfWay, within(0.3));
        assertThat(board.longestSeconds()).isCloseTo(board.seconds(), within(0.01));
        assertThat(board.visits().get(0).fromMs() / 1000.0).isCloseTo(10 + halfWay, within(0.15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void whoStandsOnTheEdgeMakesOneVisit(double fps) {
        Lecturer onTheEdge = Lecturer.alongX(t -> EDGE - 0.002).shaky(Lecturer.WORST_NOISE);
        ZoneReport board = board(onTheEdge, 60, fps);
        assertThat(board.visits()).hasSize(1);
        assertThat(board.seconds()).isGreaterThan(50);
    }

    @Test
    void whoPassesACornerMakesNone() {
        Zone small = zone("Corner", Zone.Anchor.CENTRE, 0.48, 0.4, 0.52, 0.6);
        Lecturer passes = Lecturer.alongX(t -> -0.7 + 0.3 * Math.min(t, 4.5));
        ZoneReport corner = report(passes, 8, 10, small).zones().get(0);
        assertThat(corner.visits()).isEmpty();
        assertThat(corner.seconds()).isZero();
    }

    @Test
    void whoIsHiddenInAZoneIsStillInIt() {
        ZoneReport board = board(Lecturer.alongX(t -> -0.6).hidden(10, 16), 30, 5);
        assertThat(board.visits()).hasSize(1);
        assertThat(board.seconds()).isCloseTo(24, within(0.5));
    }

    @Test
    void nobodyKnowsWhereSomebodyIsAfterALongTimeOutOfSight() {
        ZoneReport board = board(Lecturer.alongX(t -> -0.6).hidden(10, 25), 40, 5);
        assertThat(board.visits()).hasSize(2);
    }

    @Test
    void aStepOutOfItForLongEndsAVisit() {
        // Near enough to count as inside for a moment, and then again and again.
        Lecturer steps = Lecturer.alongX(t -> t % 20 < 10 ? EDGE - 0.05 : EDGE + 0.05);
        assertThat(board(steps, 60, 5).visits()).hasSize(3);
    }

    @Test
    void onTheFloorTheFeetCount() {
        Zone floor = zone("Front", Zone.Anchor.FOOT, 0.3, 0.7, 0.7, 0.8);
        Zone wall = zone("Wall", Zone.Anchor.CENTRE, 0.3, 0.45, 0.7, 0.55);
        MotionReport report = report(Lecturer.alongX(t -> 0), 10, 5, floor, wall);
        assertThat(report.zones()).extracting(ZoneReport::seconds).allSatisfy(s -> assertThat(s)
                .isCloseTo(9.9, within(0.11)));
        assertThat(report.whole().zoneSeconds())
                .containsExactly(
                        report.zones().get(0).seconds(), report.zones().get(1).seconds());
    }

    private static ZoneReport board(Lecturer lecturer, double seconds, double fps) {
        return report(lecturer, seconds, fps, BOARD).zones().get(0);
    }

    private static MotionReport report(Lecturer lecturer, double seconds, double fps, Zone... zones) {
        return lecturer.report(seconds, fps, new MotionSettings(List.of(zones), null));
    }

    private static Zone zone(String name, Zone.Anchor anchor, double left, double top, double right, double bottom) {
        return new Zone(
                name,
                Zone.Kind.OTHER,
                anchor,
                List.of(
                        new Point(left, top),
                        new Point(right, top),
                        new Point(right, bottom),
                        new Point(left, bottom)));
    }
}
