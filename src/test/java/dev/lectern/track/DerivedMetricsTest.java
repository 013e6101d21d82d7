package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the wire contract: 100 ms steps, only x moves, gaps of up to 5 samples are bridged. */
class DerivedMetricsTest {

    @ParameterizedTest
    @CsvSource({
        ".5,                              m(.5),                                          1,       0, 0,   0,  0",
        "- - -,                           l(.5) l(.5) l(.5),                              0,       1, 200, 0,  0",
        ".2 .3 - - .6,                    m(.2) m(.3) i(.4) i(.5) m(.6),                  1,       0, 0,   .4, 0",
        "- - .2 .3,                       l(.5) l(.5) m(.2) m(.3),                        .5,      1, 200, .1, 0",
        ".2 .3 -,                         m(.2) m(.3) l(.3),                              .6667,   1, 0,   .1, 0",
        ".2 .3 - - -,                     m(.2) m(.3) l(.3) l(.3) l(.3),                  .4,      1, 200, .1, 0",
        ".2 - - - - - .8,                 m(.2) i(.3) i(.4) i(.5) i(.6) i(.7) m(.8),      1,       0, 0,   .6, 0",
        ".2 - - - - - - .8, m(.2) l(.2) l(.2) l(.2) l(.2) l(.2) l(.2) m(.8),              .25,     1, 600, .6, 0",
        ".2 - .3 - - - - - - .5 .5, m(.2) i(.25) m(.3) l(.3) l(.3) l(.3) l(.3) l(.3) l(.3) m(.5) m(.5),"
                + " .454545, 1, 600, .3, .075"
    })
    void vector(
            String seen,
            String points,
            double coverage,
            int gapCount,
            long longestGapMs,
            double distance,
            double jitter) {
        List<TrackedSample> track = track(seen);
        assertThat(track.stream().map(DerivedMetricsTest::shortForm).collect(Collectors.joining(" ")))
                .isEqualTo(points);
        DerivedMetrics metrics = DerivedMetrics.of(track);
        assertThat(metrics.coverage()).isCloseTo(coverage, within(5e-5));
        assertThat(metrics.gapCount()).isEqualTo(gapCount);
        assertThat(metrics.longestGapMs()).isEqualTo(longestGapMs);
        assertThat(metrics.distance()).isCloseTo(distance, within(1e-9));
        assertThat(metrics.jitter()).isCloseTo(jitter, within(1e-9));
    }

    @Test
    void noPointsGiveZeros() {
        assertThat(DerivedMetrics.of(List.of())).isEqualTo(new DerivedMetrics(0, 0, 0, 0, 0));
    }

    @Test
    void aGapIsBridgedByTimeAndNotByIndex() {
        Detection left = at(0.2);
        Detection right = at(0.8);
        List<TrackedSample> track = GapFill.fill(new long[] {0, 100, 600}, new Detection[] {left, null, right}, 5);
        assertThat(track.get(1).cx()).isCloseTo(0.3, within(1e-9));
    }

    private static List<TrackedSample> track(String seen) {
        String[] texts = seen.split(" ");
        long[] times = new long[texts.length];
        Detection[] detections = new Detection[texts.length];
        for (int i = 0; i < texts.length; i++) {
            times[i] = i * 100L;
            detections[i] = texts[i].equals("-") ? null : at(Double.parseDouble(texts[i]));
        }
        return GapFill.fill(times, detections, 5);
    }

    private static Detection at(double cx) {
        return new Detection(cx - 0.05, 0.25, 0.1, 0.5, 0.9);
    }

    private static String shortForm(TrackedSample sample) {
        return sample.quality().label().charAt(0) + "("
                + Rounded.text(sample.cx(), Rounded.COORDINATE).substring(1) + ")";
    }
}
