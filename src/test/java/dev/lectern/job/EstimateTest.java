package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.testing.Inspections;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is promised before a job begins, from what tasks took here. */
class EstimateTest {

    private static final Parameters THOROUGH = new Parameters(5, 60);
    private static final Speeds.Of DETECTING = new Speeds.Of(TaskKind.DETECT, Quality.THOROUGH);
    private static final Speeds.Of TRACKING = new Speeds.Of(TaskKind.TRACK, Quality.THOROUGH);
    /** Ten minutes in ten segments. */
    private static final Inspection TEN = Inspections.of(600, true, Playability.AS_IS);

    /** A slot looks at five seconds of a recording in one; the track of a minute takes 0.1 s. */
    private final Speeds speeds =
            Speeds.NONE.with(DETECTING, new Speeds.Sum(12, 60)).with(TRACKING, new Speeds.Sum(0.1, 0.6));

    @ParameterizedTest
    @CsvSource({"1, 121", "2, 61", "5, 25", "10, 13", "100, 13"})
    void moreSlotsAreSoonerDoneUntilEachSegmentHasOne(int slots, long seconds) {
        assertThat(seconds(nothingOf(TEN), THOROUGH, slots)).isEqualTo(seconds);
    }

    @Test
    void whatIsThereAlreadyTakesNoTime() {
        BitSet half = new BitSet();
        half.set(0, 5);
        assertThat(seconds(new Pipeline.Made(TEN, true, half), THOROUGH, 1)).isEqualTo(61);
        BitSet all = new BitSet();
        all.set(0, 10);
        assertThat(seconds(new Pipeline.Made(TEN, true, all), THOROUGH, 1)).isEqualTo(1);
    }

    @Test
    void morePicturesTakeLonger() {
        assertThat(seconds(nothingOf(TEN), new Parameters(10, 60), 1)).isEqualTo(242);
        assertThat(seconds(nothingOf(TEN), new Parameters(2.5, 60), 1)).isCloseTo(61, within(1L));
    }

    @Test
    void aVideoThatIsToBeMadeIsPartOfIt() {
        Inspection webm = Inspections.of(600, true, Playability.TRANSCODE);
        long unknown = seconds(nothingOf(webm), THOROUGH, 1);
        // 60 of the weight of detecting, at what a unit of that takes.
        assertThat(unknown).isEqualTo(121 + 72);
        Speeds known = speeds.with(new Speeds.Of(TaskKind.ENCODE, null), new Speeds.Sum(600, 360))
                .with(new Speeds.Of(TaskKind.TRANSCODE, null), new Speeds.Sum(600, 360));
        assertThat(Estimate.seconds(nothingOf(webm), THOROUGH, known, 1)).hasValue(121 + 600);
        assertThat(Estimate.seconds(new Pipeline.Made(webm, true, new BitSet()), THOROUGH, known, 1))
                .as("it is there")
                .hasValue(121);
    }

    @Test
    void aQualityThatWasNeverUsedIsToldFromOneThatWas() {
        long balanced = seconds(nothingOf(TEN), THOROUGH.with(Quality.BALANCED), 1);
        long fast = seconds(nothingOf(TEN), THOROUGH.with(Quality.FAST), 1);
        assertThat(balanced).isBetween(35L, 55L);
        assertThat(fast).isLessThanOrEqualTo(balanced);

        Speeds own = speeds.with(new Speeds.Of(TaskKind.DETECT, Quality.BALANCED), new Speeds.Sum(3, 60));
        assertThat(Estimate.seconds(nothingOf(TEN), THOROUGH.with(Quality.BALANCED), own, 1))
                .as("once it was used, as it was here")
                .hasValue(31);
    }

    @Test
    void whereItIsLookedAtExactlyAnyhowLessIsSaved() {
        Inspection small = TEN.with(new Survey("", true, List.of(), List.of()));
        assertThat(savedBy(Quality.BALANCED, TEN)).isBetween(0.6, 0.7);
        assertThat(savedBy(Quality.BALANCED, small)).isBetween(0.4, 0.5);
    }

    private double savedBy(Quality quality, Inspection recording) {
        double thorough = seconds(nothingOf(recording), THOROUGH, 1);
        return 1 - seconds(nothingOf(recording), THOROUGH.with(quality), 1) / thorough;
    }

    @Test
    void whatNobodyKnowsIsNotInvented() {
        assertThat(Estimate.seconds(nothingOf(TEN), THOROUGH, Speeds.NONE, 2)).isEmpty();
        assertThat(Estimate.seconds(Pipeline.Made.nothing(), THOROUGH, speeds, 2))
                .as("not inspected")
                .isEmpty();
        assertThat(Estimate.seconds(nothingOf(TEN), THOROUGH, speeds, 0))
                .as("nobody there")
                .isEmpty();
        Speeds encoding = Speeds.NONE.with(new Speeds.Of(TaskKind.TRANSCODE, null), new Speeds.Sum(600, 360));
        assertThat(Estimate.seconds(nothingOf(TEN), THOROUGH, encoding, 2))
                .as("only videos were made here")
                .isEmpty();
    }

    @Test
    void whatWasDoneLatelyCountsMore() {
        Speeds slow = Speeds.NONE.with(DETECTING, new Speeds.Sum(900, 900));
        Speeds mended = slow;
        for (int i = 0; i < 4; i++) {
            mended = mended.with(DETECTING, new Speeds.Sum(450, 900));
        }
        assertThat(slow.secondsPerWork(DETECTING)).hasValue(1);
        assertThat(mended.secondsPerWork(DETECTING).orElseThrow()).isBetween(0.5, 0.58);
    }

    @Test
    void aShortTaskIsNoRevolution() {
        Speeds usual = Speeds.NONE.with(DETECTING, new Speeds.Sum(900, 900));
        assertThat(usual.with(DETECTING, new Speeds.Sum(30, 10))
                        .secondsPerWork(DETECTING)
                        .orElseThrow())
                .isBetween(1.0, 1.05);
    }

    @Test
    void whatIsStoredIsWhatWasKnown() {
        assertThat(Speeds.of(speeds.entries()).entries()).isEqualTo(speeds.entries());
        assertThat(speeds.entries()).extracting(Speeds.Entry::of).containsExactly(DETECTING, TRACKING);
        assertThat(List.of(speeds.entry(DETECTING))).isSubsetOf(speeds.entries());
    }

    private long seconds(Pipeline.Made made, Parameters parameters, int slots) {
        return Estimate.seconds(made, parameters, speeds, slots).orElseThrow();
    }

    private static Pipeline.Made nothingOf(Inspection inspection) {
        return new Pipeline.Made(inspection, false, new BitSet());
    }
}
