package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.job.Inspection;
import dev.lectern.job.Quality;
import dev.lectern.job.Survey;
import dev.lectern.testing.Inspections;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real weights, on real pictures where there are some. */
class BundledModelTest {

    private static final Path SHARED = Path.of(System.getProperty("lectern.shared", "../shared"));
    private static final Path CLIP = SHARED.resolve("media/clips/dev1_walk_stand_reenter.mp4");
    private static final Path YOLOX = SHARED.resolve("models/yolox_nano_416x416.onnx");

    /** Of the instructor in the clip's picture number 150, from its truth file. */
    private static final Detection TRUTH = new Detection(0.27266, 0.29167, 0.13828, 0.60833, 1);

    private static final int PICTURE = 150;
    private static final Offset<Double> NEAR = within(0.02);

    private static DetectorModel model;

    @BeforeAll
    static void load() {
        model = DetectorModel.bundled();
    }

    @AfterAll
    static void release() {
        model.close();
    }

    @Test
    void isNanodetForPicturesOfAnyShape() {
        assertThat(model.name()).isEqualTo("nanodet-g");
        assertThat(model.source()).isEqualTo("bundled");
        assertThat(model.family()).isEqualTo(ModelFamily.NANODET);
        assertThat(model.inputFor(1280, 720)).isEqualTo(new InputSize(640, 384));
        assertThat(model.inputFor(720, 1280)).isEqualTo(new InputSize(384, 640));
    }

    @Test
    void seesNobodyInAnEmptyPictureOfWhateverShape() throws Exception {
        for (int[] size : new int[][] {{1280, 720}, {720, 1280}, {640, 480}, {16, 16}, {3000, 100}}) {
            try (PersonDetector detector = model.newDetector(size[0], size[1])) {
                assertThat(detector.detect(ByteBuffer.allocate(detector.frameBytes())))
                        .noneMatch(person -> person.score() > model.strongScore());
            }
        }
    }

    @Test
    void findsTheInstructor() throws Exception {
        assumeTrue(Files.exists(CLIP));
        assertFindsTheInstructor(model);
    }

    @Test
    void theQuickFormFindsTheInstructorToo() throws Exception {
        assumeTrue(Files.exists(CLIP));
        try (DetectorModel quick = DetectorModel.bundledQuick()) {
            assertFindsTheInstructor(quick);
        }
    }

    @Test
    void theQuickFormSeesWhatTheWholeSees() throws Exception {
        assumeTrue(Files.exists(CLIP));
        try (DetectorModel quick = DetectorModel.bundledQuick();
                PersonDetector exact = model.newDetector(1280, 720);
                PersonDetector fast = quick.newDetector(1280, 720)) {
            Detection whole = exact.detect(picture(exact)).get(0);
            Detection bytes = fast.detect(picture(fast)).get(0);
            assertThat(bytes).isNotEqualTo(whole);
            assertThat(bytes.score()).isCloseTo(whole.score(), within(0.06));
            assertThat(bytes.centreX()).isCloseTo(whole.centreX(), within(0.005));
            assertThat(bytes.centreY()).isCloseTo(whole.centreY(), within(0.01));
            assertThat(bytes.w()).isCloseTo(whole.w(), within(0.01));
            assertThat(bytes.h()).isCloseTo(whole.h(), within(0.02));
        }
    }

    @Test
    void detectionsAreNamedAfterThisQuickForm() {
        try (DetectorModel quick = DetectorModel.bundledQuick()) {
            assertThat(quick.sha256())
                    .as("raise SPARING_VERSION in DetectionKey when this changes, and put the new hash here")
                    .isEqualTo("613c37094fee173b201f1a2f62a8018a587cb909974c3ed4e4928a8793da17eb");
        }
    }

    @Test
    void looksQuicklyWhereNotEveryPictureCountsAndNobodyIsSmall() {
        Inspection large = Inspections.ofSeconds(60);
        Inspection small = large.with(new Survey(model.sha256(), true, List.of(), List.of()));
        assertThat(model.looksQuickly(large, Quality.BALANCED)).isTrue();
        assertThat(model.looksQuickly(large, Quality.FAST)).isTrue();
        assertThat(model.looksQuickly(large, Quality.THOROUGH)).isFalse();
        assertThat(model.looksQuickly(small, Quality.FAST)).isFalse();
    }

    @Test
    void yoloxFindsTheInstructorToo() throws Exception {
        assumeTrue(Files.exists(CLIP) && Files.exists(YOLOX));
        try (DetectorModel yolox = DetectorModel.load(YOLOX)) {
            assertThat(yolox.family()).isEqualTo(ModelFamily.YOLOX);
            assertFindsTheInstructor(yolox);
        }
    }

    @Test
    void aFrameGivesTheSameWhateverWasSeenBeforeAndBesides() throws Exception {
        assumeTrue(Files.exists(CLIP));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Detection>>> seen = new ArrayList<>();
            for (int before = 0; before < 2; before++) {
                boolean emptyFirst = before == 1;
                seen.add(threads.submit(() -> seen(emptyFirst)));
            }
            assertThat(seen.get(0).get()).isNotEmpty().isEqualTo(seen.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Detection> seen(boolean emptyFirst) throws Exception {
        try (PersonDetector detector = model.newDetector(1280, 720)) {
            if (emptyFirst) {
                detector.detect(ByteBuffer.allocate(detector.frameBytes()));
            }
            return detector.detect(picture(detector));
        }
    }

    private static void assertFindsTheInstructor(DetectorModel model) throws Exception {
        try (PersonDetector detector = model.newDetector(1280, 720)) {
            Detection best = detector.detect(picture(detector)).get(0);
            assertThat(best.score()).isGreaterThan(model.strongScore());
            assertThat(best.centreX()).isCloseTo(TRUTH.centreX(), NEAR);
            assertThat(best.centreY()).isCloseTo(TRUTH.centreY(), NEAR);
            assertThat(best.w()).isCloseTo(TRUTH.w(), NEAR);
            assertThat(best.h()).isCloseTo(TRUTH.h(), NEAR);
        }
    }

    private static ByteBuffer picture(PersonDetector detector) {
        return ClipFrame.read(CLIP, PICTURE, detector.frameWidth(), detector.frameHeight());
    }
}
