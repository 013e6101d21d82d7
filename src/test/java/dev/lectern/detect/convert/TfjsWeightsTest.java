package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TfjsWeightsTest {

    @Test
    void halvesBecomeTheFloatsThatTheyAre() {
        assertThat(TfjsWeights.half((short) 0x3c00)).isEqualTo(1f);
        assertThat(TfjsWeights.half((short) 0xc000)).isEqualTo(-2f);
        assertThat(TfjsWeights.half((short) 0x3555)).isEqualTo(0.33325195f);
        assertThat(TfjsWeights.half((short) 0x7bff)).isEqualTo(65504f);
        assertThat(TfjsWeights.half((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(TfjsWeights.half((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(TfjsWeights.half((short) 0x8000)).isEqualTo(-0f);
        assertThat(TfjsWeights.half((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(TfjsWeights.half((short) 0x7e00)).isNaN();
    }

    @Test
    void valuesAreReadInTheOrderOfTheManifest() throws Exception {
        JsonNode manifest = manifest("{'name':'a','shape':[2],'dtype':'float32','quantization':{'dtype':'float16'}},"
                + "{'name':'b','shape':[],'dtype':'int32'}");
        var constants = new TfjsWeights(new byte[] {0, 0x3c, 0, 0x40, 7, 0, 0, 0}).read(manifest);
        assertThat(constants.get("a").floats()).containsExactly(1, 2);
        assertThat(constants.get("b").integers()).containsExactly(7);
    }

    @Test
    void weightsThatDoNotFitTheManifestAreRefused() throws Exception {
        JsonNode manifest = manifest("{'name':'a','shape':[2],'dtype':'float32'}");
        assertThatThrownBy(() -> new TfjsWeights(new byte[7]).read(manifest)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new TfjsWeights(new byte[9]).read(manifest)).isInstanceOf(IOException.class);
        JsonNode bytes = manifest("{'name':'a','shape':[2],'dtype':'uint8'}");
        assertThatThrownBy(() -> new TfjsWeights(new byte[2]).read(bytes)).isInstanceOf(IOException.class);
    }

    private static JsonNode manifest(String weights) throws IOException {
        return new ObjectMapper().readTree(("[{'weights':[" + weights + "]}]").replace('\'', '"'));
    }
}
