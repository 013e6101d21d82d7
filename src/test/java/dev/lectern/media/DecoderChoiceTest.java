package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecoderChoiceTest {

    private static final List<String> KNOWN = List.of("cuda", "vaapi");

    @Test
    void softwareNeedsNoTrial() throws Exception {
        assertThat(DecoderChoice.of("software", KNOWN, hardware -> {
                            throw new AssertionError(hardware + " was tried");
                        })
                        .hardware())
                .isEmpty();
    }

    @Test
    void whatIsNamedAndWorksIsTaken() throws Exception {
        assertThat(choose("vaapi", Map.of("cuda", "no card")))
                .isEqualTo(new DecoderChoice(Optional.of("vaapi"), List.of()));
    }

    @Test
    void whatThisFfmpegDoesNotKnowIsRefusedWithWhatItKnows() {
        assertThatThrownBy(() -> choose("videotoolbox", Map.of()))
                .isInstanceOf(UnusableDecoder.class)
                .hasMessage("There is no hardware decoder videotoolbox: this ffmpeg knows cuda, vaapi, and"
                        + " LECTERN_DECODER=software always works.");
    }

    @Test
    void whatDoesNotWorkIsRefusedWithTheReason() {
        assertThatThrownBy(() -> choose("cuda", Map.of("cuda", "Cannot load libcuda.so.1")))
                .isInstanceOf(UnusableDecoder.class)
                .hasMessage("The hardware decoder cuda does not work on this machine (Cannot load libcuda.so.1): this"
                        + " ffmpeg knows cuda, vaapi, and LECTERN_DECODER=software always works.");
    }

    @Test
    void autoTakesTheFirstThatWorks() throws Exception {
        assertThat(choose("auto", Map.of())).isEqualTo(new DecoderChoice(Optional.of("cuda"), List.of()));
        assertThat(choose("auto", Map.of("cuda", "no card")))
                .isEqualTo(new DecoderChoice(Optional.of("vaapi"), List.of("cuda: no card")));
    }

    @Test
    void autoIsSoftwareIfNothingWorks() throws Exception {
        assertThat(choose("auto", Map.of("cuda", "no card", "vaapi", "no display")))
                .isEqualTo(new DecoderChoice(Optional.empty(), List.of("cuda: no card", "vaapi: no display")));
        assertThat(DecoderChoice.of("auto", List.of(), hardware -> Optional.empty())
                        .hardware())
                .isEmpty();
    }

    private static DecoderChoice choose(String wanted, Map<String, String> objections) throws Exception {
        return DecoderChoice.of(wanted, KNOWN, hardware -> Optional.ofNullable(objections.get(hardware)));
    }
}
