package dev.lectern.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstructorFiguresTest {

    private static final Truth TRUTH = truth(
            2600,
            showing(0, 0.2, 1),
            showing(200, 0.3, 0.8),
            showing(400, 0.4, 0.3),
            new Truth.Picture(600, null, 0, Map.of()),
            showing(2100, 0.5, 1));

    private static final List<TrackedSample> RESULT = List.of(
            measured(0, new Detection(0.2, 0.24, 0.2, 0.6, 0.9)),
            measured(190, new Detection(0.7, 0.2, 0.2, 0.6, 0.9)),
            new TrackedSample(400, null, 0.8, 0.5, Quality.LOST),
            new TrackedSample(600, null, 0.8, 0.5, Quality.INTERPOLATED));

    @Test
    void everyFigureIsWhatItSays() {
        InstructorFigures figures = InstructorFigures.of(TRUTH, RESULT);
        // One of two measured points lies in the box, and one of the two samples with half of the body has its box.
        assertThat(figures.rightShare()).isEqualTo(0.5);
        assertThat(figures.rightPerson()).isFalse();
        assertThat(figures.recall()).isEqualTo(0.5);
        // 0.04 of the height of a picture twice as wide as high is 0.02 of its width; the other point is 0.4 away.
        assertThat(figures.medianError()).isCloseTo(0.4, within(1e-9));
        assertThat(figures.p95Error()).isCloseTo(0.4, within(1e-9));
        assertThat(InstructorFigures.of(TRUTH, RESULT.subList(0, 1)).medianError())
                .isCloseTo(0.02, within(1e-9));
        // The last point, of four.
        assertThat(figures.falsePresence()).isEqualTo(0.25);
        assertThat(figures.switches()).isEqualTo(1);
        // 3 of 4 samples, and all but 1.5 of 2.6 s.
        assertThat(figures.coverage()).isEqualTo(0.75);
        assertThat(figures.trueCoverage()).isCloseTo(1.1 / 2.6, within(1e-9));
        assertThat(figures.gaps()).isEqualTo(new Gaps(0, 200));
        assertThat(figures.trueGaps()).isEqualTo(new Gaps(1, 1500));
    }

    @Test
    void aGapOverASecondCountsAlsoAtTheEnd() {
        List<TrackedSample> samples = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            boolean lost = i < 3 || i >= 14;
            Detection box = new Detection(0.2, 0.2, 0.2, 0.6, 0.9);
            samples.add(lost ? new TrackedSample(i * 200L, null, 0.5, 0.5, Quality.LOST) : measured(i * 200L, box));
        }
        // 0.6 s at the beginning; from 2.8 s to the last sample at 4 s.
        assertThat(Gaps.of(samples)).isEqualTo(new Gaps(1, 1200));
    }

    @Test
    void theWayIsMeasuredOnceASecondAndTheDistanceAtEverySample() {
        // She goes 0.1 of the width in a second, and her box swings by 0.03 on the way.
        List<Truth.Picture> pictures = new ArrayList<>();
        List<TrackedSample> samples = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            double swing = i % 5 == 0 ? 0 : 0.03 * (i % 2);
            pictures.add(showing(i * 200L, 0.1 + 0.02 * i, 1));
            samples.add(measured(i * 200L, new Detection(0.1 + 0.02 * i + swing, 0.2, 0.2, 0.6, 0.9)));
        }
        InstructorFigures figures = InstructorFigures.of(truth(2200, pictures.toArray(Truth.Picture[]::new)), samples);
        assertThat(figures.truePath()).isCloseTo(0.2, within(1e-9));
        assertThat(figures.pathError()).isCloseTo(0, within(1e-9));
        assertThat(figures.trueDistance()).isCloseTo(0.2, within(1e-9));
        assertThat(figures.distance()).isCloseTo(0.28, within(1e-9));
    }

    @Test
    void goingOverToSomebodyElseAndBackAreTwoSwitches() {
        Detection her = new Detection(0.2, 0.2, 0.2, 0.6, 0.9);
        Detection other = new Detection(0.7, 0.2, 0.2, 0.6, 0.9);
        Truth always = truth(2000, showing(0, 0.2, 1), showing(2000, 0.2, 1));
        assertThat(InstructorFigures.of(
                                always,
                                List.of(
                                        measured(0, her),
                                        measured(200, other),
                                        measured(400, other),
                                        measured(600, her)))
                        .switches())
                .isEqualTo(2);
    }

    @Test
    void atTheBorderOfHerPresenceHerPlaceIsStillHers() {
        Detection her = new Detection(0.2, 0.2, 0.2, 0.6, 0.9);
        List<TrackedSample> samples = List.of(measured(0, her), measured(200, her), measured(2000, her));
        Truth gone = truth(
                3000,
                showing(0, 0.2, 1),
                new Truth.Picture(100, null, 0.05, Map.of()),
                new Truth.Picture(2000, null, 0, Map.of()));
        assertThat(InstructorFigures.of(gone, samples.subList(0, 2)).switches()).isZero();
        assertThat(InstructorFigures.of(gone, samples).switches()).isEqualTo(1);
    }

    private static Truth truth(long durationMs, Truth.Picture... pictures) {
        return new Truth(Path.of("clip.mp4"), 200, 100, durationMs, List.of(pictures));
    }

    private static Truth.Picture showing(long tMs, double x, double fraction) {
        return new Truth.Picture(tMs, new Region(x, 0.2, 0.2, 0.6), fraction, Map.of());
    }

    private static TrackedSample measured(long tMs, Detection box) {
        return new TrackedSample(tMs, box, box.centreX(), box.centreY(), Quality.MEASURED);
    }
}
