package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recordings that were not looked at everywhere yet: what nobody looked at is neither seen nor missed. */
class HolesTest {

    private static final Stage.Actor WALKER =
            Stage.dressed(1, 6, Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 24), 0.6));
    private static final Stage.Actor PUPIL = Stage.dressed(4, 2, Stage.seated(0.85, 0.8));

    @Test
    void withoutAHoleItIsTheResult() {
        Stage stage = new Stage(60).with(WALKER).with(PUPIL);
        TrackingResult whole = Tracking.track(Stage.INSPECTION, stage.frames(), TrackerParameters.DEFAULT);
        TrackingResult same = preliminary(List.of(stage.frames()));
        assertThat(same.samples()).isEqualTo(whole.samples());
        assertThat(same.metrics()).isEqualTo(whole.metrics());
        assertThat(same.findings().json()).isEqualTo(whole.findings().json());
    }

    @Test
    void thereAreSamplesOnlyWhereSomebodyLooked() {
        List<List<FrameDetections>> stretches = lookedAt(new Stage(120).with(WALKER), 0, 10, 60, 75, 100, 120);
        TrackingResult result = preliminary(stretches);
        assertThat(result.samples())
                .extracting(TrackedSample::tMs)
                .containsExactlyElementsOf(stretches.stream()
                        .flatMap(List::stream)
                        .map(FrameDetections::tMs)
                        .toList());
    }

    @Test
    void aHoleIsNoGap() {
        TrackingResult result = preliminary(lookedAt(new Stage(120).with(WALKER), 0, 10, 60, 75, 100, 120));
        assertThat(result.metrics().gapCount()).isZero();
        assertThat(result.metrics().longestGapMs()).isZero();
        assertThat(result.metrics().coverage()).isEqualTo(1);
        assertThat(result.findings().quality().attention()).isEmpty();
    }

    @Test
    void anAbsenceLastsAsLongAsItWasLookedAt() {
        Stage.Actor leaving = t -> t > 5 && t < 110 ? null : WALKER.apply(t);
        Stage stage = new Stage(120).with(leaving);
        TrackingResult result = preliminary(lookedAt(stage, 0, 15, 60, 70, 100, 120));
        assertThat(result.metrics().gapCount()).isEqualTo(3);
        assertThat(result.metrics().longestGapMs()).isBetween(9_000L, 10_200L);
        assertThat(result.findings().quality().attention())
                .filteredOn(item -> item.kind() == Attention.Kind.ABSENT)
                .allSatisfy(item ->
                        assertThat(item.span().toMs() - item.span().fromMs()).isLessThan(10_200));
    }

    @Test
    void noWayLeadsAcrossAHole() {
        Stage.Actor jumping = Stage.standing(t -> t < 50 ? 0.2 : 0.8, 0.7);
        TrackingResult result = preliminary(lookedAt(new Stage(100, 5, 0).with(jumping), 0, 40, 60, 100));
        assertThat(result.metrics().distance()).isCloseTo(0, within(1e-9));
        assertThat(result.metrics().jitter()).isCloseTo(0, within(1e-9));
    }

    @Test
    void whoWasThereBeforeAHoleAndIsThereAfterItIsOne() {
        // Minutes, after which nobody would be known again by the place.
        Stage stage = new Stage(900).with(WALKER).with(PUPIL);
        TrackingResult result = preliminary(lookedAt(stage, 0, 60, 420, 480, 840, 900));
        assertThat(result.findings().persons()).hasSize(2);
        assertThat(stage.followed(result, WALKER)).isGreaterThan(0.98);
    }

    @Test
    void presenceIsAShareOfWhatWasLookedAt() {
        TrackingResult result = preliminary(lookedAt(new Stage(900).with(WALKER), 0, 60, 420, 480));
        assertThat(result.findings().persons().get(0).presence()).isGreaterThan(0.95);
    }

    private static TrackingResult preliminary(List<List<FrameDetections>> stretches) {
        return Tracking.preliminary(Stage.INSPECTION, stretches, TrackerParameters.DEFAULT);
    }

    /** The frames from each of these seconds to the next. */
    private static List<List<FrameDetections>> lookedAt(Stage stage, int... fromTo) {
        List<FrameDetections> frames = stage.frames();
        List<List<FrameDetections>> stretches = new ArrayList<>();
        for (int i = 0; i < fromTo.length; i += 2) {
            long from = fromTo[i] * 1000L;
            long to = fromTo[i + 1] * 1000L;
            stretches.add(frames.stream()
                    .filter(frame -> frame.tMs() >= from && frame.tMs() < to)
                    .toList());
        }
        return stretches;
    }
}
