package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantisationTest {

    private static final float[] TO_255 = {0, 255};

    private final OnnxGraph graph = new OnnxGraph("test").input("in", "1", "1", "height", "width");
    private final Map<String, float[]> ranges = new HashMap<>(Map.of("in", TO_255));
    private final Map<String, float[]> means = Map.of("in", new float[] {0});

    @Test
    void whatBytesCanSayIsSaidExactly() throws Exception {
        String doubled = convolution(new float[] {2}, new float[] {5});
        ranges.put(doubled, TO_255);
        assertThat(quantised(further(doubled), 2, 1, 2, 3, 100)).containsExactly(7, 9, 11, 205);
    }

    @Test
    void channelsWithSmallWeightsKeepTheirs() throws Exception {
        String two = convolution(new float[] {1, 0.001f}, new float[] {0, 0});
        ranges.put(two, new float[] {0, 1});
        float[] result = quantised(further(two), 1, 1);
        assertThat(result[0]).isCloseTo(1, within(0.005f));
        assertThat(result[1]).isCloseTo(0.001f, within(0.004f));
        OnnxGraph.Values weights = onlyBytes();
        assertThat(weights.raw()).containsExactly(64, 64);
    }

    @Test
    void weightsHaveSevenBits() {
        String result = convolution(new float[] {3, -3, 1}, new float[] {0, 0, 0});
        further(result);
        ranges.put(result, TO_255);
        Quantisation.apply(graph, new Calibration(ranges, means));
        assertThat(onlyBytes().raw()).containsOnly(64, -64);
    }

    @Test
    void whatLiesOutsideOfARangeBecomesItsEnd() throws Exception {
        String doubled = convolution(new float[] {2}, new float[] {0});
        ranges.put(doubled, new float[] {0, 51});
        assertThat(quantised(further(doubled), 1, 100)).containsExactly(51);
    }

    @Test
    void negativeActivationsHaveBytesToo() throws Exception {
        String negated = convolution(new float[] {-1}, new float[] {0});
        String leaky = graph.node("LeakyRelu", Attributes.none().real("alpha", 0.5f), negated);
        ranges.put(negated, new float[] {-255, 0});
        ranges.put(leaky, new float[] {-127.5f, 0});
        assertThat(quantised(leaky, 1, 100)).containsExactly(-50);
    }

    @Test
    void poolingKeepsTheRangeOfWhatItPools() throws Exception {
        String doubled = convolution(new float[] {2}, new float[] {0});
        ranges.put(doubled, TO_255);
        String largest = graph.node("MaxPool", Attributes.none().integers("kernel_shape", 2, 2), doubled);
        assertThat(Quantisation.tensors(graph)).containsExactly("in", doubled);
        assertThat(quantised(largest, 2, 1, 2, 3, 4)).containsExactly(8);
    }

    @Test
    void operatorsThatAreNotKnownGoOnWithFloats() throws Exception {
        String doubled = convolution(new float[] {2}, new float[] {0});
        ranges.put(doubled, TO_255);
        String root = graph.node("Sqrt", Attributes.none(), further(doubled));
        assertThat(quantised(root, 1, 8)).containsExactly(4);
        assertThat(graph.nodes().stream().map(OnnxGraph.Node::operator))
                .containsSubsequence("QuantizeLinear", "Conv", "QuantizeLinear", "MaxPool", "DequantizeLinear", "Sqrt");
    }

    @Test
    void eachTensorOnTheWayNeedsARange() {
        String doubled = convolution(new float[] {2}, new float[] {0});
        further(doubled);
        assertThat(Quantisation.tensors(graph)).containsExactly("in", doubled);
        assertThatThrownBy(() -> Quantisation.apply(graph, new Calibration(ranges, means)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(doubled);
    }

    @Test
    void theLastConvolutionsGoOnWithFloats() throws Exception {
        String third = convolution(new float[] {1 / 3f}, new float[] {0});
        assertThat(Quantisation.tensors(graph)).isEmpty();
        assertThat(quantised(third, 1, 1)).containsExactly(1 / 3f);
    }

    @Test
    void whatTheRoundingOfWeightsTakesOnAverageIsGivenBack() throws Exception {
        // With 64 steps for the larger, the smaller is nothing or twice as much as it is.
        float small = 0.75f / 64;
        String weights = graph.floats(new long[] {1, 1, 1, 2}, 1, small);
        String sum = graph.node("Conv", Attributes.none(), "in", weights, graph.floats(new long[] {1}, 0));
        ranges.put(sum, new float[] {0, 255});
        Map<String, float[]> bright = Map.of("in", new float[] {200});
        graph.output("out", further(sum), "1", "1", "height", "width");
        Quantisation.apply(graph, new Calibration(ranges, bright));
        float exact = 200 + 200 * small;
        assertThat(RunGraph.of(graph, 2, 200, 200, 200, 200)[0]).isCloseTo(exact, within(0.51f));
    }

    @Test
    void theWeightsAsFloatsAreGone() {
        String doubled = convolution(new float[] {2}, new float[] {0});
        further(doubled);
        ranges.put(doubled, TO_255);
        String weights = graph.nodes().get(0).in().get(1);
        Quantisation.apply(graph, new Calibration(ranges, means));
        assertThat(graph.constant(weights)).isNull();
    }

    /** An operator that changes nothing: behind it a convolution is not the last. */
    private String further(String tensor) {
        return graph.node("MaxPool", Attributes.none().integers("kernel_shape", 1, 1), tensor);
    }

    private String convolution(float[] kernel, float[] bias) {
        String weights = graph.floats(new long[] {kernel.length, 1, 1, 1}, kernel);
        String added = graph.floats(new long[] {bias.length}, bias);
        return graph.node("Conv", Attributes.none(), "in", weights, added);
    }

    private float[] quantised(String result, int side, float... pixels) throws Exception {
        graph.output("out", result, "1", "channels", "height", "width");
        Quantisation.apply(graph, new Calibration(ranges, means));
        return RunGraph.of(graph, side, pixels);
    }

    /** The constants of signed bytes that are weights and not zero points. */
    private OnnxGraph.Values onlyBytes() {
        List<OnnxGraph.Values> weights = graph.nodes().stream()
                .filter(node -> node.operator().equals("DequantizeLinear"))
                .map(node -> graph.constant(node.in().get(0)))
                .filter(values -> values != null && values.dims().length == 4)
                .toList();
        assertThat(weights).hasSize(1);
        return weights.get(0);
    }
}
