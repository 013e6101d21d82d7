package dev.lectern.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule that is to be beaten does what its description says, or beating it would mean nothing. */
class BaselineRuleTest {

    private static final Inspection INSPECTION = new Inspection(
            200,
            100,
            200,
            100,
            0,
            25,
            false,
            9000,
            8960,
            225,
            "mp4",
            0,
            "h264",
            "yuv420p",
            null,
            false,
            true,
            Playability.AS_IS);

    private final List<FrameDetections> frames = new ArrayList<>();

    @Test
    void itBeginsWithTheMostConfidentAndStaysWhereItIs() {
        see(person(0.1, 0.8), person(0.6, 0.7));
        // 0.7 · 1 + 0.3 · 0.4 is more than 0.3 · 0.9.
        see(person(0.1, 0.4), person(0.6, 0.9));
        assertThat(centres()).containsExactly(0.2, 0.2);
    }

    @Test
    void overlapAndScoreAreWeighed() {
        see(person(0.1, 0.8));
        // IoU 1/3 and score 0.95 against IoU 0.4286 and score 0.5: 0.518 against 0.45.
        see(person(0.2, 0.95), person(0.18, 0.5));
        assertThat(centres()).containsExactly(0.2, 0.3);
    }

    @Test
    void afterSixSamplesWithoutOverlapItTakesTheMostConfidentAgain() {
        see(person(0.1, 0.8));
        for (int i = 0; i < 8; i++) {
            see(person(0.6, 0.7));
        }
        assertThat(follow().persons().get(0)).containsOnlyKeys(0, 7, 8);
        assertThat(follow().instructor())
                .extracting(TrackedSample::quality)
                .containsExactly(
                        Quality.MEASURED,
                        Quality.LOST,
                        Quality.LOST,
                        Quality.LOST,
                        Quality.LOST,
                        Quality.LOST,
                        Quality.LOST,
                        Quality.MEASURED,
                        Quality.MEASURED);
    }

    @Test
    void fiveSamplesAreBridgedByALineAndSixAreNot() {
        see(person(0.1, 0.8));
        seeNobody(5);
        see(person(0.16, 0.8));
        seeNobody(6);
        see(person(0.16, 0.8));
        List<TrackedSample> samples = follow().instructor();
        assertThat(samples.get(3).quality()).isEqualTo(Quality.INTERPOLATED);
        assertThat(samples.get(3).cx()).isCloseTo(0.23, within(1e-9));
        assertThat(samples.subList(7, 13)).extracting(TrackedSample::quality).containsOnly(Quality.LOST);
    }

    @Test
    void ofNobodyItMakesNothing() {
        seeNobody(3);
        assertThat(follow().persons()).isEmpty();
        assertThat(follow().instructor()).noneMatch(TrackedSample::valid);
    }

    private void see(Detection... persons) {
        frames.add(new FrameDetections(200L * frames.size(), List.of(persons)));
    }

    private void seeNobody(int samples) {
        for (int i = 0; i < samples; i++) {
            see();
        }
    }

    private static Detection person(double x, double score) {
        return new Detection(x, 0.2, 0.2, 0.6, score);
    }

    private Followed follow() {
        return new BaselineRule().follow(INSPECTION, frames);
    }

    private List<Double> centres() {
        return follow().instructor().stream()
                .map(sample -> Math.round(sample.cx() * 1e9) / 1e9)
                .toList();
    }
}
