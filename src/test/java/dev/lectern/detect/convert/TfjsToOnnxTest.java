package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.LoadedRuntime;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small TensorFlow graphs, converted and run: results are compared with what was worked out by hand. */
class TfjsToOnnxTest {

    private static final String STRIDE_1 = "'strides':{'list':{'i':['1','1','1','1']}},'padding':{'s':'VkFMSUQ='}";
    private static final String STRIDE_2_SAME = "'strides':{'list':{'i':['1','2','2','1']}},'padding':{'s':'U0FNRQ=='}";

    private final Map<String, TfjsNode> nodes = new HashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();

    TfjsToOnnxTest() throws Exception {
        node("to_nhwc", "Transpose", "", "in", integers("to_nhwc_order", 0, 2, 3, 1));
    }

    @Test
    void aConvolutionAddsThePaddingItself() throws Exception {
        node("pad", "Pad", "", "in", pairs("pairs", 0, 0, 0, 0, 1, 1, 1, 1));
        node("view", "Transpose", "", "pad", "to_nhwc_order");
        // Sums each pixel and its eight neighbours.
        floats("kernel", new int[] {3, 3, 1, 1}, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        node("conv", "Conv2D", STRIDE_1, "view", "kernel");
        assertThat(run("conv", 2, 1, 2, 3, 4)).containsExactly(10, 10, 10, 10);
    }

    @Test
    void kernelsKeepTheirChannels() throws Exception {
        // One channel in, two out: the picture doubled, and negated.
        floats("kernel", new int[] {1, 1, 1, 2}, 2, -1);
        node("conv", "Conv2D", STRIDE_1, "to_nhwc", "kernel");
        floats("bias", new int[] {2}, 0.5f, 0);
        node("add", "AddV2", "", "conv", "bias");
        assertThat(run("add", 2, 1, 2, 3, 4)).containsExactly(2.5f, 4.5f, 6.5f, 8.5f, -1, -2, -3, -4);
    }

    @Test
    void kernelsAreTurnedFromChannelsLastToChannelsFirst() throws Exception {
        // Two columns wide, two channels out: column by column 1 and 2 for the first, 10 and 20 for the second.
        floats("kernel", new int[] {1, 2, 1, 2}, 1, 10, 2, 20);
        node("conv", "Conv2D", STRIDE_1, "to_nhwc", "kernel");
        assertThat(run("conv", 2, 1, 2, 3, 4)).containsExactly(5, 11, 50, 110);
    }

    @Test
    void aPaddingThatIsNotZeroIsNotLeftToTheConvolution() throws Exception {
        node("pad", "PadV2", "", "in", pairs("pairs", 0, 0, 0, 0, 1, 1, 1, 1), "filling");
        floats("filling", new int[0], 100);
        node("view", "Transpose", "", "pad", "to_nhwc_order");
        floats("kernel", new int[] {1, 1, 1, 1}, 1);
        node("conv", "Conv2D", STRIDE_1, "view", "kernel");
        assertThat(run("conv", 1, 7)).containsExactly(100, 100, 100, 100, 7, 100, 100, 100, 100);
    }

    @Test
    void samePaddingFollowsTensorFlow() throws Exception {
        // With an even side TensorFlow pads only below and to the right: the windows start at 0 and 2.
        floats("kernel", new int[] {3, 3, 1, 1}, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        node("conv", "Conv2D", STRIDE_2_SAME, "to_nhwc", "kernel");
        assertThat(run("conv", 4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))
                .containsExactly(0, 2, 8, 10);
    }

    @Test
    void aResizeIsAFactorSoThatAnySizeWillDo() throws Exception {
        integers("size", 8, 8);
        node("resize", "ResizeBilinear", "'half_pixel_centers':{'b':true}", "to_nhwc", "size");
        // The graph was exported for a side of 4, where 8 means twice as large.
        assertThat(run("resize", 2, 5, 5, 5, 5)).hasSize(16).containsOnly(5);
    }

    @Test
    void axesOfPicturesAreTranslated() throws Exception {
        node("joined", "ConcatV2", "", "to_nhwc", "to_nhwc", integers("axis", -1));
        node("back", "Transpose", "", "joined", integers("order", 0, 3, 1, 2));
        integers("lengths", 1, 1);
        integers("split_axis", 1);
        node("split", "SplitV", "", "back", "lengths", "split_axis");
        node("flat", "Reshape", "", "split:1", "lengths");
        assertThat(run("flat", 2, 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aPoolingWithPaddingKeepsItsFilling() throws Exception {
        node("pad", "PadV2", "", "in", pairs("pairs", 0, 0, 0, 0, 1, 1, 1, 1), "lowest");
        floats("lowest", new int[0], -9);
        node("view", "Transpose", "", "pad", "to_nhwc_order");
        node("pool", "MaxPool", "'ksize':{'list':{'i':['1','2','2','1']}}," + STRIDE_1, "view");
        assertThat(run("pool", 2, -1, -2, -3, -4)).containsExactly(-1, -1, -2, -1, -1, -2, -3, -3, -4);
    }

    @Test
    void unknownOperatorsAreRefusedByName() throws Exception {
        node("odd", "Einsum", "", "in");
        assertThatThrownBy(() -> run("odd", 2, 1, 2, 3, 4)).hasMessageContaining("Einsum");
    }

    /** Converts what leads to a result, for an exported side of 4, and runs it on a one-channel picture. */
    private float[] run(String result, int side, float... picture) throws OrtException {
        if (nodes.get(result).operator().matches("Conv2D|AddV2|ResizeBilinear|MaxPool")) {
            nodes.put("out", new TfjsNode("out", "Transpose", List.of(result, "out_order"), none()));
            constants.put("out_order", new Constant(new int[] {4}, null, new int[] {0, 3, 1, 2}));
        } else {
            nodes.put("out", new TfjsNode("out", "Identity", List.of(result), none()));
        }
        OnnxGraph onnx = new OnnxGraph("test").input("in", "1", "1", "h", "w");
        String translated = new TfjsToOnnx(new TfjsGraph(nodes, constants), onnx, "in", 4).translate("out");
        boolean flat = nodes.get(result).operator().equals("Reshape");
        onnx.output("result", translated, flat ? new String[] {"a", "b", "c"} : new String[] {"a", "b", "c", "d"});
        OrtEnvironment environment = LoadedRuntime.environment();
        try (var session = environment.createSession(onnx.toBytes());
                var in =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), new long[] {1, 1, side, side});
                var results = session.run(Map.of("in", in))) {
            FloatBuffer values = ((OnnxTensor) results.get(0)).getFloatBuffer();
            float[] out = new float[values.remaining()];
            values.get(out);
            return out;
        }
    }

    private void node(String name, String operator, String attributes, String... inputs) throws Exception {
        JsonNode json = new ObjectMapper().readTree(("{" + attributes + "}").replace('\'', '"'));
        nodes.put(name, new TfjsNode(name, operator, Arrays.asList(inputs), json));
    }

    private String integers(String name, int... values) {
        return constant(name, new Constant(new int[] {values.length}, null, values));
    }

    private String pairs(String name, int... values) {
        return constant(name, new Constant(new int[] {values.length / 2, 2}, null, values));
    }

    private void floats(String name, int[] shape, float... values) {
        constant(name, new Constant(shape, values, null));
    }

    private String constant(String name, Constant constant) {
        constants.put(name, constant);
        nodes.put(name, new TfjsNode(name, "Const", List.of(), none()));
        return name;
    }

    private static JsonNode none() {
        return new ObjectMapper().createObjectNode();
    }
}
