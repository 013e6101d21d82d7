package dev.lectern.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.SegmentPlan;
import dev.lectern.testing.Inspections;
import dev.lectern.track.LookedAt;
import dev.lectern.track.Span;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class CoveredTest {

    private static final Inspection RECORDING = Inspections.ofSeconds(95);

    @Test
    void neighboursAreOneStretch() {
        LookedAt lookedAt = covered(0, 1, 4).lookedAt();
        assertThat(lookedAt.spans()).containsExactly(new Span(0, 20_000), new Span(40_000, 50_000));
        assertThat(lookedAt.ms()).isEqualTo(30_000);
        assertThat(lookedAt.ofMs()).isEqualTo(95_000);
        assertThat(lookedAt.share()).isEqualTo(30_000 / 95_000.0);
    }

    @Test
    void theLastSegmentEndsWithTheRecording() {
        assertThat(covered(9).lookedAt().spans()).containsExactly(new Span(90_000, 95_000));
    }

    @Test
    void nothingAndEverythingAreKnownAsSuch() {
        assertThat(covered().nothing()).isTrue();
        assertThat(covered().lookedAt().share()).isZero();
        Covered all = covered(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(all.everything()).isTrue();
        assertThat(all.lookedAt().share()).isEqualTo(1);
        assertThat(covered(0).everything()).isFalse();
    }

    private static Covered covered(int... segments) {
        BitSet done = new BitSet();
        Arrays.stream(segments).forEach(done::set);
        return new Covered(SegmentPlan.of(RECORDING, new Parameters(5, 10)), done, RECORDING.durationMs());
    }
}
