package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With the onnxruntime that comes with Lectern, which on Linux has the processor and nothing else. */
@EnabledOnOs(OS.LINUX)
class ProvidersTest {

    private static final Set<Provider> WITH_CUDA = EnumSet.of(Provider.CPU, Provider.CUDA);

    @TempDir
    Path folder;

    private final List<Provider> opened = new ArrayList<>();

    @Test
    void theProcessorIsAskedForAndNothingElseIsTried() throws Exception {
        try (DetectorModel model = Providers.open(Optional.of(Provider.CPU), this::real)) {
            assertThat(model.provider()).isEqualTo(Provider.CPU);
        }
        assertThat(opened).containsExactly(Provider.CPU);
    }

    @Test
    void whatThisMachineDoesNotOfferIsRefused() {
        for (Provider provider : EnumSet.complementOf(EnumSet.of(Provider.CPU))) {
            assertThatThrownBy(() -> Providers.prepare(Optional.empty(), Optional.of(provider)))
                    .isInstanceOf(UnusableProvider.class)
                    .hasMessageContaining("does not offer " + provider.label() + ", it offers cpu.");
            assertThatThrownBy(() -> Providers.open(Optional.of(provider), this::real))
                    .isInstanceOf(UnusableProvider.class)
                    .hasMessageContaining("does not offer " + provider.label() + ", it offers cpu.");
        }
    }

    @Test
    void whateverWorksIsTheProcessor() throws Exception {
        try (DetectorModel model = Providers.open(Optional.empty(), this::real)) {
            assertThat(model.provider()).isEqualTo(Provider.CPU);
            model.newDetector(320, 180).close();
        }
        assertThat(opened).containsExactly(Provider.CPU);
    }

    @Test
    void whatIsOfferedAndDoesNotStartIsRefusedWithWhatOnnxruntimeSays() {
        assertThatThrownBy(() -> Providers.open(Optional.of(Provider.CUDA), WITH_CUDA, this::real))
                .isInstanceOf(UnusableProvider.class)
                .hasMessage("This machine's onnxruntime offers cpu, cuda, but cuda does not start: Failed to find CUDA"
                        + " shared provider. LECTERN_PROVIDER=cpu always does.");
    }

    @Test
    void whatOnnxruntimeSaysIsToldWithoutThePlacesInItsSource() {
        String said = "Error code - ORT_FAIL - message: /src/provider_bridge_ort.cc:1844 Get() [ONNXRuntimeError] : 1 :"
                + " FAIL : Failed to load library a.so with error: libcublasLt.so.12: cannot open\n";
        assertThat(Providers.reason(new IllegalStateException("outside", new Exception(said))))
                .isEqualTo("Failed to load library a.so with error: libcublasLt.so.12: cannot open");
    }

    @Test
    void whatIsOfferedAndDoesNotStartIsPassedOver() throws Exception {
        try (DetectorModel model = Providers.open(Optional.empty(), WITH_CUDA, this::real)) {
            assertThat(model.provider()).isEqualTo(Provider.CPU);
            model.newDetector(320, 180).close();
        }
        assertThat(opened).containsExactly(Provider.CPU, Provider.CUDA);
    }

    @Test
    void whatGivesTheAnswersOfTheProcessorIsTaken() throws Exception {
        DetectorModel[] other = new DetectorModel[1];
        try (DetectorModel model = Providers.open(Optional.empty(), WITH_CUDA, provider -> {
            DetectorModel made = real(Provider.CPU);
            other[0] = provider == Provider.CUDA ? made : null;
            return made;
        })) {
            assertThat(model).isSameAs(other[0]);
            model.newDetector(320, 180).close();
        }
    }

    @Test
    void whatGivesOtherAnswersIsNot() throws Exception {
        DetectorModel[] first = new DetectorModel[1];
        try (DetectorModel model = Providers.open(Optional.empty(), WITH_CUDA, provider -> {
            DetectorModel made = tiny(provider == Provider.CPU ? 0.9f : 0.2f);
            first[0] = provider == Provider.CPU ? made : first[0];
            return made;
        })) {
            assertThat(model).isSameAs(first[0]);
        }
    }

    @Test
    void aModelThatIsNoneIsThatWhateverIsToRunIt() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.onnx"), "none");
        assertThatThrownBy(() -> Providers.open(
                        Optional.empty(), provider -> DetectorModel.load(file, null, "mine.onnx", provider)))
                .isInstanceOf(UnusableModel.class)
                .hasMessageContaining("not a whole ONNX model");
    }

    @Test
    void aFolderWithoutTheLibrariesIsRefused() throws Exception {
        assertThatThrownBy(() -> Providers.prepare(Optional.of(folder), Optional.of(Provider.CPU)))
                .isInstanceOf(UnusableProvider.class)
                .hasMessageStartingWith("There is no libonnxruntime.so in " + folder);
        Files.createFile(folder.resolve("libonnxruntime.so"));
        assertThatThrownBy(() -> Providers.prepare(Optional.of(folder), Optional.of(Provider.CPU)))
                .isInstanceOf(UnusableProvider.class)
                .hasMessageStartingWith("There is no libonnxruntime4j_jni.so in " + folder)
                .hasMessageContaining("LECTERN_RUNTIME");
        assertThat(System.getProperty("onnxruntime.native.path")).isNull();
    }

    private DetectorModel real(Provider provider) throws UnusableModel {
        opened.add(provider);
        return DetectorModel.bundled(provider);
    }

    private DetectorModel tiny(float score) throws UnusableModel {
        try {
            return DetectorModel.load(Files.write(folder.resolve("tiny.onnx"), TinyModels.nanodet(score)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
