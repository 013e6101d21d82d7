package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonDetectorTest {

    /** Boxes are rounded to 1/65,535. */
    private static final Offset<Double> ROUNDED = within(1.0 / 65_535);

    @TempDir
    Path folder;

    @Test
    void readsTheDistributionsOfNanodet() throws Exception {
        List<Detection> persons = seenBy(TinyModels.nanodet(0.8f), 64, 64);
        assertThat(persons).hasSize(1);
        // The cell's centre is (28, 20).
        assertBox(persons.get(0), 12, 12, 52, 52, 0.8);
    }

    @Test
    void readsTheRowsOfYolox() throws Exception {
        List<Detection> persons = seenBy(TinyModels.yolox(), 64, 64);
        assertThat(persons).hasSize(1);
        assertBox(persons.get(0), 16, 8, 32, 40, 0.45);
    }

    @Test
    void readsTheColumnsOfUltralytics() throws Exception {
        List<Detection> persons = seenBy(TinyModels.ultralytics(), 64, 64);
        assertThat(persons).hasSize(1);
        assertBox(persons.get(0), 16, 8, 32, 40, 0.75);
    }

    @Test
    void readsOnlyPersonsOutOfTheEndToEndForm() throws Exception {
        List<Detection> persons = seenBy(TinyModels.ultralyticsEndToEnd(), 64, 64);
        assertThat(persons).hasSize(1);
        assertBox(persons.get(0), 16, 8, 32, 40, 0.75);
    }

    @Test
    void givesFractionsOfThePictureNotOfTheLetterboxedInput() throws Exception {
        // 2:1 lies in the middle half of the square: rows 16 to 48 for NanoDet.
        Detection centred = seenBy(TinyModels.nanodet(0.8f), 128, 64).get(0);
        assertThat(centred.y()).isZero();
        assertThat(centred.y() + centred.h()).isEqualTo(1);
        assertThat(centred.x()).isCloseTo(12 / 64.0, ROUNDED);
        // ... and in the upper half for YOLOX.
        Detection upper = seenBy(TinyModels.yolox(), 128, 64).get(0);
        assertThat(upper.y()).isCloseTo(8 / 32.0, ROUNDED);
        assertThat(upper.y() + upper.h()).isEqualTo(1);
    }

    @Test
    void keepsWeakDetectionsDownToTheFloor() throws Exception {
        assertThat(seenBy(TinyModels.nanodet(0.11f), 64, 64)).hasSize(1);
        assertThat(seenBy(TinyModels.nanodet(0.09f), 64, 64)).isEmpty();
    }

    @Test
    void leavesTheFramesPositionAloneAndReadsFromIt() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.yolox()));
                PersonDetector detector = model.newDetector(64, 64)) {
            ByteBuffer frames = ByteBuffer.allocateDirect(2 * detector.frameBytes());
            frames.position(detector.frameBytes());
            detector.detect(frames);
            assertThat(frames.position()).isEqualTo(detector.frameBytes());
        }
    }

    @Test
    void refusesAFrameOfAnotherSize() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.yolox()));
                PersonDetector detector = model.newDetector(64, 64)) {
            ByteBuffer tooShort = ByteBuffer.allocate(detector.frameBytes() - 1);
            assertThatThrownBy(() -> detector.detect(tooShort)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<Detection> seenBy(byte[] onnx, int width, int height) throws Exception {
        try (DetectorModel model = DetectorModel.load(file(onnx));
                PersonDetector detector = model.newDetector(width, height)) {
            return detector.detect(ByteBuffer.allocate(detector.frameBytes()));
        }
    }

    private Path file(byte[] onnx) throws Exception {
        return Files.write(folder.resolve("tiny.onnx"), onnx);
    }

    private static void assertBox(Detection person, double x0, double y0, double x1, double y1, double score) {
        assertThat(person.x()).isCloseTo(x0 / 64, ROUNDED);
        assertThat(person.y()).isCloseTo(y0 / 64, ROUNDED);
        assertThat(person.x() + person.w()).isCloseTo(x1 / 64, ROUNDED);
        assertThat(person.y() + person.h()).isCloseTo(y1 / 64, ROUNDED);
        assertThat(person.score()).isCloseTo(score, ROUNDED);
    }
}
