package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.detect.ProviderChoice.Outcome;
import dev.lectern.job.Provider;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {

    private static final Set<Provider> ALL = EnumSet.allOf(Provider.class);
    private static final Outcome BROKEN = new Outcome(false, "no CUDA-capable device is detected");
    private static final Outcome DIFFERENT = new Outcome(true, "its answers are 12 % away from the processor's");

    @Test
    void theFirstThatStartsAndAgreesIsTaken() throws Exception {
        assertThat(auto(ALL, Map.of()).provider()).isEqualTo(Provider.CUDA);
        assertThat(auto(EnumSet.of(Provider.CPU, Provider.COREML), Map.of()).provider())
                .isEqualTo(Provider.COREML);
        assertThat(auto(ALL, Map.of(Provider.CUDA, BROKEN)))
                .isEqualTo(
                        new ProviderChoice(Provider.OPENVINO_GPU, List.of("cuda: no CUDA-capable device is detected")));
    }

    @Test
    void whatDoesNotAgreeIsPassedOver() throws Exception {
        ProviderChoice choice = auto(ALL, Map.of(Provider.CUDA, DIFFERENT));
        assertThat(choice.provider()).isEqualTo(Provider.OPENVINO_GPU);
        assertThat(choice.doubts()).containsExactly("cuda: its answers are 12 % away from the processor's");
    }

    @Test
    void theProcessorIsLeftIfNothingElseIsGood() throws Exception {
        ProviderChoice choice = auto(EnumSet.of(Provider.CPU, Provider.CUDA), Map.of(Provider.CUDA, BROKEN));
        assertThat(choice.provider()).isEqualTo(Provider.CPU);
        assertThat(choice.doubts())
                .containsExactly(
                        "cuda: no CUDA-capable device is detected",
                        "openvino-gpu: not offered",
                        "openvino: not offered",
                        "coreml: not offered");
    }

    @Test
    void whatIsNotOfferedIsNotTried() throws Exception {
        ProviderChoice choice = ProviderChoice.of(Optional.empty(), EnumSet.of(Provider.CPU), provider -> {
            throw new AssertionError(provider + " was tried");
        });
        assertThat(choice.provider()).isEqualTo(Provider.CPU);
    }

    @Test
    void whatIsNamedAndNotThereIsRefusedWithWhatIsThere() {
        assertThatThrownBy(() -> named(Provider.CUDA, EnumSet.of(Provider.CPU, Provider.COREML), Outcome.GOOD))
                .isInstanceOf(UnusableProvider.class)
                .hasMessage("This machine's onnxruntime does not offer cuda, it offers cpu, coreml. Choose one of these"
                        + " (LECTERN_PROVIDER), or point to another build of onnxruntime (LECTERN_RUNTIME).");
    }

    @Test
    void whatIsNamedAndDoesNotStartIsRefusedWithTheReason() {
        assertThatThrownBy(() -> named(Provider.CUDA, EnumSet.of(Provider.CPU, Provider.CUDA), BROKEN))
                .isInstanceOf(UnusableProvider.class)
                .hasMessage("This machine's onnxruntime offers cpu, cuda, but cuda does not start: no CUDA-capable"
                        + " device is detected. LECTERN_PROVIDER=cpu always does.");
    }

    @Test
    void whatIsNamedIsTakenThoughItDiffersAndThatIsSaid() throws Exception {
        assertThat(named(Provider.COREML, ALL, DIFFERENT).doubts())
                .containsExactly("coreml: its answers are 12 % away from the processor's");
        assertThat(named(Provider.COREML, ALL, Outcome.GOOD)).isEqualTo(new ProviderChoice(Provider.COREML, List.of()));
    }

    @Test
    void theNumbersAndNamesAreForEver() {
        assertThat(Provider.values())
                .extracting(Provider::label, Provider::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("cpu", 0),
                        org.assertj.core.groups.Tuple.tuple("cuda", 1),
                        org.assertj.core.groups.Tuple.tuple("openvino-gpu", 2),
                        org.assertj.core.groups.Tuple.tuple("openvino", 3),
                        org.assertj.core.groups.Tuple.tuple("coreml", 4));
    }

    private static ProviderChoice auto(Set<Provider> offered, Map<Provider, Outcome> outcomes) throws Exception {
        return ProviderChoice.of(Optional.empty(), offered, provider -> outcomes.getOrDefault(provider, Outcome.GOOD));
    }

    private static ProviderChoice named(Provider wanted, Set<Provider> offered, Outcome outcome) throws Exception {
        return ProviderChoice.of(Optional.of(wanted), offered, provider -> outcome);
    }
}
