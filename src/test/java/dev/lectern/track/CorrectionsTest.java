package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A choice that is put right by hand. */
class CorrectionsTest {

    private static final Stage.Actor WALKER =
            Stage.dressed(1, 5, Stage.standing(t -> Stage.pace(t, 0.15, 0.45, 12), 0.6));
    private static final Stage.Actor OTHER = Stage.dressed(3, 3, Stage.standing(t -> 0.8 + 0.02 * Math.sin(t), 0.6));
    private static final ProcessingMeta META = ProcessingMeta.of("d", "r", "1", "m", TrackerParameters.DEFAULT);

    private final Stage stage = new Stage(40).with(WALKER).with(OTHER);
    private final Association association = stage.association();

    @Test
    void withoutCorrectionsItIsTheSameAsTracking() {
        assertThat(bytes(Corrections.NONE)).isEqualTo(new PayloadV1(stage.result(), META).json());
    }

    @Test
    void whoeverIsNamedIsFollowed() {
        TrackingResult result = corrected(new Ruling(trackletOf("green"), true, null));
        assertThat(stage.followed(result, OTHER)).isGreaterThan(0.97);
        assertThat(stage.followed(result, WALKER)).isZero();
        Verdict verdict = result.findings().instructor();
        assertThat(verdict.corrected()).isTrue();
        assertThat(verdict.confidence()).isEqualTo(1);
        assertThat(verdict.persons()).containsExactly(personIn("green").id());
    }

    @Test
    void whoeverIsRuledOutIsNot() {
        TrackingResult result = corrected(new Ruling(trackletOf("orange"), false, null));
        assertThat(stage.followed(result, OTHER)).isGreaterThan(0.97);
        assertThat(stage.followed(result, WALKER)).isZero();
    }

    @Test
    void aCorrectionForATimeHoldsForThatTimeOnly() {
        TrackingResult result = corrected(new Ruling(trackletOf("green"), true, new Span(10_000, 20_000)));
        for (TrackedSample sample : result.samples()) {
            boolean within = sample.tMs() >= 10_000 && sample.tMs() <= 20_000;
            assertThat(sample.cx() > 0.7).as("at %s ms", sample.tMs()).isEqualTo(within);
        }
        assertThat(result.findings().instructor().persons()).hasSize(2);
    }

    @Test
    void whoeverIsRuledOutForATimeIsLostThen() {
        TrackingResult result = corrected(new Ruling(trackletOf("orange"), false, new Span(10_000, 20_000)));
        assertThat(result.samples()).allMatch(s -> s.valid() != (s.tMs() >= 10_000 && s.tMs() <= 20_000));
    }

    @Test
    void whatWasSaidLastHolds() {
        String green = trackletOf("green");
        assertThat(corrected(new Ruling(green, true, null), new Ruling(green, false, null))
                        .samples())
                .isEqualTo(stage.result().samples());
        Span time = new Span(10_000, 20_000);
        TrackingResult back = corrected(new Ruling(green, true, time), new Ruling(trackletOf("orange"), true, time));
        assertThat(stage.followed(back, WALKER)).isGreaterThan(0.97);
    }

    @Test
    void takingItBackGivesTheSameBytes() {
        byte[] before = bytes(Corrections.NONE);
        corrected(new Ruling(trackletOf("green"), true, null));
        assertThat(bytes(new Corrections(List.of()))).isEqualTo(before);
    }

    @Test
    void aTrackletThatDoesNotExistChangesNothing() {
        TrackingResult result = corrected(new Ruling("t123-4", false, null));
        assertThat(result.samples()).isEqualTo(stage.result().samples());
        assertThat(association.tracklets()).doesNotContain("t123-4").contains(trackletOf("green"));
    }

    @Test
    void trackletsKeepTheirNamesWhateverElseIsInThePicture() {
        List<FrameDetections> frames = new ArrayList<>(stage.frames());
        frames.replaceAll(f -> new FrameDetections(
                f.tMs(), f.persons().stream().filter(p -> p.score() > 0.3).toList()));
        assertThat(Tracking.associate(Stage.INSPECTION, frames, TrackerParameters.DEFAULT)
                        .tracklets())
                .isEqualTo(association.tracklets());
    }

    private TrackingResult corrected(Ruling... rulings) {
        return Tracking.choose(association, new Corrections(List.of(rulings)));
    }

    private byte[] bytes(Corrections corrections) {
        return new PayloadV1(Tracking.choose(association, corrections), META).json();
    }

    private PersonSummary personIn(String colour) {
        return association.persons().stream()
                .filter(p -> p.looks().upper().equals(colour))
                .findFirst()
                .orElseThrow();
    }

    private String trackletOf(String colour) {
        assertThat(personIn(colour).tracklets()).hasSize(1);
        return personIn(colour).tracklets().get(0).id();
    }
}
