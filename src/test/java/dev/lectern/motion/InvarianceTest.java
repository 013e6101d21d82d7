package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change the metrics of a lecture, tried on lectures drawn by lot. */
class InvarianceTest {

    private static final double SECONDS = 600;
    private static final Zone BOARD = new Zone(
            "Board",
            Zone.Kind.BOARD,
            Zone.Anchor.CENTRE,
            List.of(new Point(0.1, 0.2), new Point(0.4, 0.2), new Point(0.4, 0.8), new Point(0.1, 0.8)));
    private static final MotionSettings SETTINGS = new MotionSettings(List.of(BOARD), null);

    @EveryLecture
    void theSamplingRate(long seed) {
        Tour tour = new Tour(SECONDS, seed);
        Lecturer lecturer = tour.lecturer().shaky(Lecturer.USUAL_NOISE);
        Activity ten = lecturer.report(SECONDS, 10, SETTINGS).whole();
        assertThat(ten.distanceHeights()).isCloseTo(tour.distance(), withPercentage(5));
        assertThat(ten.movingSeconds()).isCloseTo(tour.movingSeconds(), withPercentage(20));
        for (double fps : new double[] {2, 5}) {
            Activity other = lecturer.report(SECONDS, fps, SETTINGS).whole();
            assertThat(other.distanceHeights()).isCloseTo(ten.distanceHeights(), withPercentage(5));
            assertThat(other.presentSeconds()).isCloseTo(ten.presentSeconds(), withPercentage(5));
            assertThat(other.movingSeconds()).isCloseTo(ten.movingSeconds(), withPercentage(5));
            assertThat(other.standingSeconds()).isCloseTo(ten.standingSeconds(), withPercentage(5));
            assertThat(other.leftSeconds()).isCloseTo(ten.leftSeconds(), withPercentage(5));
            assertThat(other.middleSeconds()).isCloseTo(ten.middleSeconds(), withPercentage(5));
            assertThat(other.rightSeconds()).isCloseTo(ten.rightSeconds(), withPercentage(5));
            assertThat(other.zoneSeconds().get(0)).isCloseTo(ten.zoneSeconds().get(0), withPercentage(5));
        }
    }

    @EveryLecture
    void speedsDoNotHangOnTheRateEither(long seed) {
        Lecturer lecturer = new Tour(SECONDS, seed).lecturer().shaky(Lecturer.USUAL_NOISE);
        Speeds ten = lecturer.report(SECONDS, 10).heights();
        for (double fps : new double[] {2, 5}) {
            Speeds other = lecturer.report(SECONDS, fps).heights();
            assertThat(other.mean()).isCloseTo(ten.mean(), withPercentage(5));
            assertThat(other.meanMoving()).isCloseTo(ten.meanMoving(), withPercentage(5));
            assertThat(other.p95()).isCloseTo(ten.p95(), withPercentage(5));
            assertThat(other.max()).isCloseTo(ten.max(), withPercentage(20));
        }
    }

    @EveryLecture
    void theResolutionOfThePicture(long seed) {
        List<Sighting> exact = seen(seed);
        double distance = measure(exact).distanceHeights();
        for (int height : new int[] {1080, 720, 360}) {
            double width = height * Lecturer.ASPECT;
            double coarse = measure(changed(exact, s -> {
                        double left = Math.round(s.box().x() * width) / width;
                        double top = Math.round(s.box().y() * height) / (double) height;
                        double right = Math.round((s.box().x() + s.box().w()) * width) / width;
                        double bottom = Math.round((s.box().y() + s.box().h()) * height) / (double) height;
                        return new Sighting(s.tMs(), new Sighting.Box(left, top, right - left, bottom - top));
                    }))
                    .distanceHeights();
            assertThat(coarse).as("%d lines", height).isCloseTo(distance, withPercentage(1));
        }
    }

    @EveryLecture
    void leftAndRight(long seed) {
        List<Sighting> there = seen(seed);
        List<Sighting> mirrored = changed(
                there,
                s -> new Sighting(
                        s.tMs(),
                        new Sighting.Box(
                                1 - s.box().x() - s.box().w(),
                                s.box().y(),
                                s.box().w(),
                                s.box().h())));
        Activity here = measure(there);
        Activity beyond = measure(mirrored);
        assertThat(beyond.leftSeconds()).isEqualTo(here.rightSeconds());
        assertThat(beyond.rightSeconds()).isEqualTo(here.leftSeconds());
        assertThat(beyond.middleSeconds()).isEqualTo(here.middleSeconds());
        assertThat(beyond.movingSeconds()).isEqualTo(here.movingSeconds());
        assertThat(beyond.distanceHeights()).isCloseTo(here.distanceHeights(), within(1e-9));
    }

    @EveryLecture
    void whenTheRecordingWasStarted(long seed) {
        List<Sighting> first = seen(seed);
        List<Sighting> later = changed(first, s -> new Sighting(s.tMs() + 12_345, s.box()));
        Activity now = measure(first);
        Activity then = measure(later);
        assertThat(then.distanceHeights()).isCloseTo(now.distanceHeights(), withPercentage(0.1));
        assertThat(then.presentSeconds()).isCloseTo(now.presentSeconds(), within(0.11));
        assertThat(then.movingSeconds()).isCloseTo(now.movingSeconds(), within(0.5));
    }

    @EveryLecture
    void framesAtOddTimesAndMissingOnes(long seed) {
        Tour tour = new Tour(SECONDS, seed);
        Random random = new Random(seed);
        List<Sighting> odd = new ArrayList<>(seen(seed));
        odd.removeIf(s -> random.nextDouble() < 0.2);
        odd.replaceAll(s -> random.nextDouble() < 0.1 ? new Sighting(s.tMs(), null) : s);
        assertThat(measure(odd).distanceHeights()).isCloseTo(tour.distance(), withPercentage(5));
    }

    private static List<Sighting> seen(long seed) {
        return new Tour(SECONDS, seed).lecturer().shaky(Lecturer.USUAL_NOISE).seen(SECONDS, 5);
    }

    private static List<Sighting> changed(List<Sighting> sightings, UnaryOperator<Sighting> change) {
        return sightings.stream().map(change).toList();
    }

    private static Activity measure(List<Sighting> sightings) {
        return MotionReport.of(sightings, Lecturer.ASPECT, MotionSettings.NONE).whole();
    }

    @ParameterizedTest(name = "lecture {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EveryLecture {}
}
