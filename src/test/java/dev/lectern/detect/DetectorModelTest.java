package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.detect.convert.OnnxGraph;
import dev.lectern.job.Quality;
import dev.lectern.testing.Inspections;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorModelTest {

    @TempDir
    Path folder;

    @Test
    void recognisesTheFamilyByInputsAndOutputs() throws Exception {
        assertThat(familyOf(TinyModels.nanodet(0.5f))).isEqualTo(ModelFamily.NANODET);
        assertThat(familyOf(TinyModels.yolox())).isEqualTo(ModelFamily.YOLOX);
        assertThat(familyOf(TinyModels.ultralytics())).isEqualTo(ModelFamily.ULTRALYTICS);
        assertThat(familyOf(TinyModels.ultralyticsEndToEnd())).isEqualTo(ModelFamily.ULTRALYTICS);
    }

    @Test
    void takesAModelWithOtherClassesWhenItsFamilyIsNamed() throws Exception {
        OnnxGraph small = TinyModels.graph("1", "3", "32", "32");
        byte[] personsOnly =
                TinyModels.says(small, "output", 21, 6, new float[21 * 6]).toBytes();
        assertThatThrownBy(() -> DetectorModel.load(file(personsOnly))).isInstanceOf(UnusableModel.class);
        try (DetectorModel model = DetectorModel.load(file(personsOnly), ModelFamily.YOLOX)) {
            assertThat(model.family()).isEqualTo(ModelFamily.YOLOX);
        }
    }

    @Test
    void saysWhatItIsWithoutItsPath() throws Exception {
        byte[] bytes = TinyModels.yolox();
        try (DetectorModel model = DetectorModel.load(file(bytes))) {
            assertThat(model.sha256()).matches("[0-9a-f]{64}");
            assertThat(model.name()).isEqualTo("mine");
            assertThat(model.source()).isEqualTo("mine.onnx");
            assertThat(model.version()).isEqualTo(model.sha256().substring(0, 12));
            assertThat(model.strongScore()).isBetween(PersonDetector.FLOOR, 1.0);
            assertThat(model.looksQuickly(Inspections.ofSeconds(60), Quality.FAST))
                    .isFalse();
        }
    }

    @Test
    void aModelOfOnesOwnThatIsCalledAsOursIsNotOurs() throws Exception {
        Path file = Files.write(folder.resolve("bundled"), TinyModels.yolox());
        try (DetectorModel model = DetectorModel.load(file)) {
            assertThat(model.source()).isEqualTo("bundled");
            assertThat(model.looksQuickly(Inspections.ofSeconds(60), Quality.FAST))
                    .isFalse();
        }
    }

    @Test
    void looksAtTheSizeThatTheModelFixes() throws Exception {
        try (DetectorModel model = DetectorModel.load(file(TinyModels.yolox()))) {
            assertThat(model.inputFor(1920, 1080)).isEqualTo(new InputSize(64, 64));
            try (PersonDetector detector = model.newDetector(1920, 1080)) {
                assertThat(detector.frameWidth()).isEqualTo(64);
                assertThat(detector.frameHeight()).isEqualTo(36);
            }
        }
    }

    @Test
    void refusesAModelOfAnotherKindWithOneSentenceOnWhatIsUnderstood() throws Exception {
        byte[] classifier = TinyModels.says(TinyModels.squareGraph(), "classes", 1, 1000, new float[1000])
                .toBytes();
        assertRefused(classifier);
        OnnxGraph grey = TinyModels.graph("1", "1", "64", "64");
        assertRefused(TinyModels.says(grey, "output", TinyModels.CELLS, 85, new float[TinyModels.CELLS * 85])
                .toBytes());
    }

    @Test
    void refusesAFileThatIsNotAWholeModel() throws Exception {
        byte[] whole = TinyModels.yolox();
        assertRefused(Arrays.copyOf(whole, whole.length / 2));
        assertRefused("<html>Not found</html>".getBytes(StandardCharsets.UTF_8));
        assertRefused(new byte[0]);
    }

    @Test
    void refusesAMissingFileByNameOnly() {
        assertThatThrownBy(() -> DetectorModel.load(folder.resolve("gone.onnx")))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("gone.onnx")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void refusesAModelWhoseOutputsDoNotFitItsInput() throws Exception {
        byte[] tooFewRows = TinyModels.says(TinyModels.squareGraph(), "output", 10, 85, new float[850])
                .toBytes();
        assertThatThrownBy(() -> DetectorModel.load(file(tooFewRows)))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("YOLOX");
    }

    private void assertRefused(byte[] onnx) throws Exception {
        Path file = file(onnx);
        assertThatThrownBy(() -> DetectorModel.load(file))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("NanoDet")
                .hasMessageContaining("YOLOX")
                .hasMessageContaining("Ultralytics")
                .hasMessageNotContaining(folder.toString());
    }

    private ModelFamily familyOf(byte[] onnx) throws Exception {
        try (DetectorModel model = DetectorModel.load(file(onnx))) {
            return model.family();
        }
    }

    private Path file(byte[] onnx) throws Exception {
        return Files.write(folder.resolve("mine.onnx"), onnx);
    }
}
