package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.Survey;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With tiny models, which see the same in every picture and in every part of it: somebody from 12 to 52 of 64 pixels. */
class CloseDetectorTest {

    private static final Offset<Double> ROUNDED = within(2.0 / Detection.STEPS);

    @TempDir
    private Path folder;

    @Test
    void framesHaveTwiceTheSizeOfWhatTheModelSees() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.nanodet(0.2f)));
                CloseDetector detector = model.newCloseDetector(1920, 1080, Survey.UNNEEDED)) {
            assertThat(detector.frameWidth()).isEqualTo(128);
            assertThat(detector.frameHeight()).isEqualTo(72);
            assertThat(detector.frameBytes()).isEqualTo(128 * 72 * 3);
        }
    }

    @Test
    void whoIsNotSureIsLookedAtFromNearerAndLiesWhereThePartLies() throws Exception {
        FrameDetections seen = seenBy(TinyModels.nanodet(0.2f));
        assertThat(seen.secondLooks()).isEqualTo(1);
        assertThat(seen.persons()).hasSize(1);
        // From afar 12 to 52 of 64 pixels; then the same 12 to 52 in the part that begins at 32 of the 128 pixels of
        // the frame.
        Detection person = seen.persons().get(0);
        assertThat(person.x()).isCloseTo((32 + 12) / 128.0, ROUNDED);
        assertThat(person.y()).isCloseTo((32 + 12) / 128.0, ROUNDED);
        assertThat(person.w()).isCloseTo(40 / 128.0, ROUNDED);
        assertThat(person.h()).isCloseTo(40 / 128.0, ROUNDED);
    }

    @Test
    void whoIsSureIsLookedAtOnce() throws Exception {
        FrameDetections seen = seenBy(TinyModels.nanodet(0.8f));
        assertThat(seen.secondLooks()).isZero();
        assertThat(seen.persons()).hasSize(1);
    }

    @Test
    void aHintIsNoPerson() throws Exception {
        FrameDetections seen = seenBy(TinyModels.nanodet(0.07f));
        assertThat(seen.secondLooks()).isEqualTo(1);
        assertThat(seen.persons()).isEmpty();
    }

    @Test
    void placesWherePeopleAreAreLookedAtWhenNobodyIsSeen() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.nanodet(0.01f)));
                CloseDetector detector = model.newCloseDetector(
                        64,
                        64,
                        new Survey(
                                "tiny", true, List.of(new Survey.Spot(.2, .2), new Survey.Spot(.8, .8)), List.of()))) {
            FrameDetections seen = detector.look(0, ByteBuffer.allocate(detector.frameBytes()));
            assertThat(seen.secondLooks()).isEqualTo(detector.mostLooks()).isEqualTo(1);
        }
    }

    @Test
    void inASurveyTheWholePictureIsLookedAtFromNearerWhereNobodyIsSeenFromAfar() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.nanodet(0.01f)));
                CloseDetector detector = model.newCloseDetector(64, 64, Survey.UNNEEDED)) {
            Glimpse glimpse = detector.survey(ByteBuffer.allocate(detector.frameBytes()));
            assertThat(glimpse.size()).isEqualTo(Glimpse.Size.NOBODY);
            assertThat(glimpse.looks())
                    .as("parts of 64 pixels in 128, 38 apart at most")
                    .isEqualTo(9);
        }
    }

    @Test
    void inASurveySomebodySureIsSmallOrLarge() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.nanodet(0.8f)));
                CloseDetector detector = model.newCloseDetector(64, 64, Survey.UNNEEDED)) {
            Glimpse glimpse = detector.survey(ByteBuffer.allocate(detector.frameBytes()));
            assertThat(glimpse.size()).as("40 pixels high").isEqualTo(Glimpse.Size.SMALL);
            assertThat(glimpse.spots()).hasSize(1);
            assertThat(glimpse.looks()).isZero();
        }
    }

    @Test
    void theSameFrameGivesTheSameWhateverWasSeenBefore() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.nanodet(0.2f)));
                CloseDetector detector = model.newCloseDetector(64, 64, Survey.UNNEEDED)) {
            ByteBuffer black = ByteBuffer.allocate(detector.frameBytes());
            ByteBuffer noise = ByteBuffer.allocate(detector.frameBytes());
            for (int i = 0; i < noise.capacity(); i++) {
                noise.put(i, (byte) (i * 31 % 251));
            }
            FrameDetections before = detector.look(0, black);
            assertThat(detector.look(0, noise)).isNotEqualTo(before);
            assertThat(detector.look(0, black)).isEqualTo(before);
        }
    }

    @Test
    void halvingIsTheMeanOfFour() {
        ByteBuffer picture = ByteBuffer.allocate(4 * 2 * 3);
        for (int i = 0; i < picture.capacity(); i++) {
            picture.put(i, (byte) (i * 10));
        }
        ByteBuffer half = ByteBuffer.allocate(2 * 3);
        new Halving(2, 1).halve(picture, half);
        // Blue of the first four: 0, 30, 120, 150; of the others 60, 90, 180, 210.
        assertThat(half.get(0) & 0xff).isEqualTo(75);
        assertThat(half.get(3) & 0xff).isEqualTo(135);
        assertThat(half.remaining()).isEqualTo(6);
    }

    private FrameDetections seenBy(byte[] onnx) throws Exception {
        try (DetectorModel model = DetectorModel.load(file(onnx));
                CloseDetector detector = model.newCloseDetector(64, 64, Survey.UNNEEDED)) {
            return detector.look(0, ByteBuffer.allocate(detector.frameBytes()));
        }
    }

    private Path file(byte[] onnx) throws Exception {
        return Files.write(folder.resolve("tiny.onnx"), onnx);
    }
}
