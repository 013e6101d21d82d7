package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways that are known exactly, and what is measured of them. */
class KnownWaysTest {

    /** Stands for five seconds, walks 1.2 heights in four, and stands for five. */
    private static final Lecturer WALK = Lecturer.alongX(t -> -0.6 + 0.3 * clamp(t - 5, 0, 4));

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10, 25})
    void aWalkAtConstantSpeed(double fps) {
        MotionReport report = WALK.report(14, fps);
        assertThat(report.whole().distanceHeights()).isCloseTo(1.2, withPercentage(2));
        assertThat(report.whole().movingSeconds()).isCloseTo(4, within(0.9));
        assertThat(report.whole().standingSeconds()).isCloseTo(10, within(0.9));
        assertThat(report.heights().max()).isCloseTo(0.3, withPercentage(8));
        assertThat(report.heights().mean()).isCloseTo(1.2 / 14, withPercentage(4));
        assertThat(report.bodyHeight()).isEqualTo(Lecturer.BODY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void aTurnOnTheHeelCostsLittle(double fps) {
        Lecturer turns = Lecturer.alongX(t -> -0.6 + 0.3 * (4 - Math.abs(clamp(t, 3, 11) - 7)));
        assertThat(turns.report(14, fps).whole().distanceHeights()).isCloseTo(2.4, withPercentage(6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void aPauseIsNoWay(double fps) {
        Lecturer pauses = Lecturer.alongX(t -> -0.6 + 0.3 * (clamp(t, 3, 5) - 3 + clamp(t, 8, 10) - 8));
        MotionReport report = pauses.report(13, fps);
        assertThat(report.whole().distanceHeights()).isCloseTo(1.2, withPercentage(4));
        assertThat(report.whole().movingSeconds()).isCloseTo(4, within(1.6));
        assertThat(report.whole().standingSeconds()).isGreaterThan(7);
    }

    @Test
    void aDiagonalIsAsLongAsItIs() {
        Lecturer diagonal =
                new Lecturer(t -> new double[] {-0.6 + 0.2 * clamp(t - 2, 0, 4), 0.3 + 0.1 * clamp(t - 2, 0, 4)}, 0);
        assertThat(diagonal.report(8, 5).whole().distanceHeights())
                .isCloseTo(4 * Math.hypot(0.2, 0.1), withPercentage(1));
    }

    @Test
    void whoDriftsBetweenTwoWalksGoesTheStraightLine() {
        // Too slow for a walk: a quarter of a height in 25 seconds.
        Lecturer drifts = Lecturer.alongX(
                t -> -0.7 + 0.3 * clamp(t - 3, 0, 2) + 0.01 * clamp(t - 6, 0, 25) + 0.3 * clamp(t - 32, 0, 2));
        assertThat(drifts.report(40, 5).whole().distanceHeights()).isCloseTo(0.6 + 0.25 + 0.6, withPercentage(3));
    }

    @Test
    void whoIsHiddenForAMomentWentOnMeanwhile() {
        MotionReport report = WALK.hidden(6, 7.5).report(14, 5);
        assertThat(report.whole().distanceHeights()).isCloseTo(1.2, withPercentage(1));
        assertThat(report.whole().presentSeconds()).isCloseTo(13.9, within(1e-6));
    }

    @Test
    void nobodyKnowsTheWayThroughALongGap() {
        Lecturer elsewhere = Lecturer.alongX(t -> t < 10 ? -0.5 : 0.5).hidden(5, 15);
        MotionReport report = elsewhere.report(20, 5);
        assertThat(report.whole().distanceHeights()).isZero();
        assertThat(report.whole().presentSeconds()).isCloseTo(10, within(0.4));
        assertThat(report.points().get(50).place()).isNull();
        assertThat(report.points().get(24).place().sdX()).isLessThan(report.bodyHeight() * 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void whoWalksOutOfThePictureIsNotHeldBackByItsBorder(double fps) {
        Lecturer leaves = Lecturer.alongX(t -> 0.3 * clamp(t - 2, 0, 10));
        double seen = Lecturer.ASPECT / 2 + 0.4 * Lecturer.WIDTH;
        assertThat(leaves.report(12, fps).whole().distanceHeights()).isCloseTo(seen, withPercentage(4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void whoStandsStillForAnHourGoesNoWay(double fps) {
        MotionReport report =
                Lecturer.alongX(t -> 0.1).shaky(Lecturer.WORST_NOISE).report(3600, fps);
        assertThat(report.whole().distanceHeights()).isZero();
        assertThat(report.whole().movingSeconds()).isZero();
        assertThat(report.heights().max()).isZero();
        assertThat(report.whole().presentSeconds()).isCloseTo(3600, within(0.5));
    }

    @Test
    void aGestureIsNoWalk() {
        // Both arms up and down again: the box grows by a fifth.
        List<Sighting> sightings = Lecturer.alongX(t -> 0).seen(20, 5);
        sightings.replaceAll(s -> s.tMs() > 8000 && s.tMs() < 11_000
                ? new Sighting(
                        s.tMs(),
                        new Sighting.Box(
                                s.box().x(),
                                s.box().y() - 0.1,
                                s.box().w(),
                                s.box().h() + 0.1))
                : s);
        assertThat(MotionReport.of(sightings, Lecturer.ASPECT, MotionSettings.NONE)
                        .whole()
                        .distanceHeights())
                .isZero();
    }

    @Test
    void theTrueCentreLiesWithinTheUncertainty() {
        Lecturer shaky = new Tour(600, 4).lecturer().shaky(0.04);
        MotionReport report = shaky.report(600, 5);
        double squares = 0;
        for (SmoothedPoint point : report.points()) {
            double truth = shaky.way().apply(point.tMs() / 1000.0)[0] / Lecturer.ASPECT + 0.5;
            double off = (point.place().cx() - truth) / point.place().sdX();
            squares += off * off / report.points().size();
        }
        assertThat(Math.sqrt(squares)).isBetween(0.7, 1.2);
    }

    @Test
    void nobodyIsNowhere() {
        MotionReport report = Lecturer.alongX(t -> 0).hidden(-1, 100).report(20, 5);
        assertThat(report.whole()).isEqualTo(new Activity(0, 0, 0, 0, 0, 0, 0, 0, List.of()));
        assertThat(report.heights()).isEqualTo(new Speeds(0, 0, 0, 0));
        assertThat(report.points()).hasSize(100).allSatisfy(p -> assertThat(p.place())
                .isNull());
        assertThat(MotionReport.of(List.of(), 1, MotionSettings.NONE).timeline())
                .isEmpty();
    }

    @Test
    void aSingleSightIsAMomentWithoutAWay() {
        MotionReport report = Lecturer.alongX(t -> 0.1).hidden(0.1, 100).report(20, 5);
        assertThat(report.whole().presentSeconds()).isCloseTo(0.1, within(1e-9));
        assertThat(report.whole().distanceHeights()).isZero();
        assertThat(report.points().get(0).place().cx()).isCloseTo(0.5 + 0.1 / Lecturer.ASPECT, within(1e-9));
    }

    @Test
    void framesOutOfOrderAreRefused() {
        Sighting.Box box = new Sighting.Box(0.4, 0.3, 0.1, 0.5);
        List<Sighting> twice = List.of(new Sighting(200, box), new Sighting(200, box));
        assertThatThrownBy(() -> MotionReport.of(twice, 1, MotionSettings.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200 ms");
    }

    @Test
    void theTimelineAddsUp() {
        MotionReport report = new Tour(1000, 2).lecturer().shaky(0.02).report(1000, 5);
        assertThat(report.timeline())
                .extracting(TimelinePart::fromMs)
                .containsExactly(0L, 300_000L, 600_000L, 900_000L);
        assertThat(report.timeline().get(3).toMs()).isEqualTo(999_800);
        assertThat(report.timeline().stream()
                        .mapToDouble(p -> p.activity().distanceHeights())
                        .sum())
                .isCloseTo(report.whole().distanceHeights(), within(1e-9));
        assertThat(report.timeline().stream()
                        .mapToDouble(p -> p.activity().movingSeconds())
                        .sum())
                .isCloseTo(report.whole().movingSeconds(), within(1e-9));
        assertThat(report.timeline().get(1).activity().presentSeconds()).isCloseTo(300, within(0.11));
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
