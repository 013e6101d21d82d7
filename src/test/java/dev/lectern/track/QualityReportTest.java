package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.FrameDetections;
import dev.lectern.detect.View;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** What is said about how far a track is to be trusted. */
class QualityReportTest {

    private static final Stage.Actor WALKER = Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 12), 0.6);

    @Test
    void theSharesAddUpToOne() {
        QualityReport quality = new Stage(40)
                .with(t -> t > 10 && t < 10.7 || t > 20 && t < 30 ? null : WALKER.apply(t))
                .result()
                .findings()
                .quality();
        assertThat(quality.interpolated()).isBetween(0.01, 0.03);
        assertThat(quality.lost()).isCloseTo(0.25, within(0.02));
        assertThat(quality.measured() + quality.interpolated() + quality.lost()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aGoodRecordingNeedsNoLook() {
        assertThat(attention(new Stage(40).with(WALKER).frames())).isEmpty();
    }

    @Test
    void aLongAbsenceIsSaidToBeOne() {
        List<Attention> attention = attention(new Stage(60)
                .with(t -> t > 20 && t < 30 ? null : WALKER.apply(t))
                .frames());
        assertThat(attention).anySatisfy(a -> {
            assertThat(a.kind()).isEqualTo(Attention.Kind.ABSENT);
            assertThat(a.reason()).isEqualTo("Nobody is seen.");
            assertThat(a.span().fromMs()).isBetween(20_000L, 20_400L);
            assertThat(a.span().toMs()).isBetween(29_600L, 30_000L);
        });
    }

    @Test
    void lightsThatAreOffAreNoticed() {
        List<FrameDetections> frames = seenIn(t -> view(t > 15 && t < 25 ? 30 : 120, 0));
        assertThat(attention(frames)).singleElement().satisfies(a -> {
            assertThat(a.kind()).isEqualTo(Attention.Kind.DARK);
            assertThat(a.span()).isEqualTo(new Span(15_200, 24_800));
        });
    }

    @Test
    void aCameraThatWasTurnedIsNoticed() {
        List<FrameDetections> frames = seenIn(t -> view(120, t < 20 ? 0 : 2));
        assertThat(attention(frames)).singleElement().satisfies(a -> {
            assertThat(a.kind()).isEqualTo(Attention.Kind.CAMERA);
            assertThat(a.span().fromMs()).isBetween(18_000L, 20_000L);
            assertThat(a.span().toMs()).isBetween(20_000L, 22_000L);
        });
    }

    @Test
    void dimmedLightsAndAnotherSlideAreNoTurnedCamera() {
        assertThat(attention(seenIn(t -> view(t < 20 ? 120 : 80, 0)))).isEmpty();
        assertThat(attention(seenIn(t -> {
                    byte[] cells = cells(120, 0);
                    for (int i = 0; t > 20 && i < 4; i++) {
                        cells[i] = (byte) 230;
                    }
                    return View.of(cells);
                })))
                .isEmpty();
    }

    @Test
    void whoWalksPastSomebodyAlikeMayBeMixedUp() {
        Stage.Actor still = Stage.standing(t -> 0.5 + 0.01 * Math.sin(t), 0.6);
        Stage.Actor passes = Stage.standing(t -> Stage.pace(t, 0.1, 0.9, 40), 0.6);
        assertThat(attention(new Stage(40).with(still).with(passes).frames()))
                .anyMatch(a -> a.kind() == Attention.Kind.IDENTITY && a.reason().contains("mixed up"));
    }

    private static List<FrameDetections> seenIn(DoubleFunction<View> view) {
        return new Stage(40)
                .with(WALKER).frames().stream()
                        .map(f -> new FrameDetections(f.tMs(), f.persons(), view.apply(f.tMs() / 1000.0)))
                        .toList();
    }

    private static View view(int lightness, int shift) {
        return View.of(cells(lightness, shift));
    }

    /** Windows, board, door: each column has its own lightness. */
    private static byte[] cells(int lightness, int shift) {
        double[] columns = {1.4, 0.7, 1, 1.3, 0.6, 1};
        byte[] cells = new byte[View.CELLS];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (lightness * columns[(i % View.COLUMNS + shift) % columns.length]);
        }
        return cells;
    }

    private static List<Attention> attention(List<FrameDetections> frames) {
        return Tracking.track(Stage.INSPECTION, frames, TrackerParameters.DEFAULT)
                .findings()
                .quality()
                .attention();
    }
}
