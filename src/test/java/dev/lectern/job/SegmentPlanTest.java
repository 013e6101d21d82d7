package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.testing.Inspections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentPlanTest {

    static Stream<Arguments> grids() {
        return Stream.of(0.2, 2.5, 5.0, 12.0, 29.97, 30.0).flatMap(fps -> Stream.of(1, 7, 60, 3_600)
                .flatMap(seconds -> Stream.of(0.04, 0.9, 59.99, 60.0, 60.04, 5_400.0)
                        .map(length -> Arguments.of(fps, seconds, length))));
    }

    @ParameterizedTest(name = "{0} fps, segments of {1} s, recording of {2} s")
    @MethodSource("grids")
    void segmentsCoverEveryCellOnceAndTheLastIsOpen(double fps, int seconds, double length) {
        Inspection inspection = Inspections.ofSeconds(length);
        List<Segment> segments = SegmentPlan.of(inspection, new Parameters(fps, seconds));
        long next = 0;
        for (int k = 0; k < segments.size(); k++) {
            Segment segment = segments.get(k);
            assertThat(segment.index()).isEqualTo(k);
            assertThat(segment.firstCell()).isEqualTo(next);
            assertThat(segment.sampleFps()).isEqualTo(fps);
            assertThat(segment.open()).isEqualTo(k == segments.size() - 1);
            next = segment.endCell();
        }
        assertThat(next).isEqualTo(Segment.OPEN);

        long lastCell = (long) Math.floor(inspection.lastPictureMs() / 1000.0 * fps + 1e-6);
        Segment last = segments.get(segments.size() - 1);
        assertThat(last.firstCell())
                .as("no segment begins behind the last picture")
                .isLessThanOrEqualTo(lastCell);
        if (segments.size() > 1) {
            long cells = segments.get(0).endCell();
            assertThat(cells / fps)
                    .as("length of a segment in s")
                    .isBetween(seconds - 0.5 / fps, Math.max(seconds, 1 / fps) + 0.5 / fps);
            assertThat(lastCell - last.firstCell()).isLessThan(cells);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 60, BALANCED, 300", "5, 1, BALANCED, 10", "5, 7, FAST, 40", "0.2, 1, FAST, 1", "30, 1, FAST, 40"})
    void noGroupOfPicturesIsCut(double fps, int seconds, Quality quality, long cells) {
        List<Segment> segments = SegmentPlan.of(Inspections.ofSeconds(600), new Parameters(fps, seconds, quality));
        assertThat(segments).hasSizeGreaterThan(1);
        assertThat(segments.get(1).firstCell()).isEqualTo(cells);
        assertThat(segments).allMatch(segment -> segment.firstCell() % quality.groupCells(fps) == 0);
    }

    @Test
    void isCutAtWholeCells() {
        List<Segment> segments = SegmentPlan.of(Inspections.ofSeconds(130), new Parameters(5, 60));
        assertThat(segments)
                .containsExactly(
                        new Segment(0, 0, 300, 5), new Segment(1, 300, 600, 5), new Segment(2, 600, Segment.OPEN, 5));
        assertThat(segments.get(1).startSeconds()).isEqualTo(60);
        assertThat(segments.get(1).endSeconds()).isEqualTo(120);
        assertThat(segments.get(2).endSeconds()).isInfinite();
    }

    @ParameterizedTest(name = "last picture at {0} ms: {1} segments")
    @CsvSource({"0, 1", "799, 1", "999, 1", "1000, 2", "1001, 2", "1999, 2", "2000, 3"})
    void aPictureOnTheEdgeBelongsToTheSegmentThatBeginsThere(long lastPictureMs, int segments) {
        Inspection inspection = Inspections.ofSeconds((lastPictureMs + 40) / 1000.0);
        assertThat(inspection.lastPictureMs()).isEqualTo(lastPictureMs);
        assertThat(SegmentPlan.of(inspection, new Parameters(5, 1))).hasSize(segments);
    }

    @Test
    void aRecordingThatCannotBeReadFromTheMiddleIsOneSegment() {
        assertThat(SegmentPlan.of(Inspections.of(5_400, false, Playability.REMUX), new Parameters(5, 1)))
                .containsExactly(new Segment(0, 0, Segment.OPEN, 5));
    }

    @Test
    void aRecordingOfFewPicturesIsNotCutIntoManyMoreSegments() {
        assertThat(SegmentPlan.of(Inspections.sparse(172_800, 2), Parameters.DEFAULT))
                .containsExactly(new Segment(0, 0, Segment.OPEN, 5));
        assertThat(SegmentPlan.of(Inspections.sparse(3_600, 60), Parameters.DEFAULT))
                .hasSize(6);
        assertThat(SegmentPlan.of(Inspections.sparse(3_600, 3_600), Parameters.DEFAULT))
                .hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1, 5", "0, -1, 1, 5", "0, 3, 3, 5", "0, 0, 1, 0", "0, 0, 1, NaN"})
    void refusesWhatIsNoSegment(int index, long first, long end, double fps) {
        assertThatThrownBy(() -> new Segment(index, first, end, fps)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.19, 60", "30.01, 60", "NaN, 60", "5, 0", "5, 86401"})
    void refusesParametersOutOfRange(double fps, int seconds) {
        assertThatThrownBy(() -> new Parameters(fps, seconds)).isInstanceOf(IllegalArgumentException.class);
    }
}
