package dev.lectern.detect.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has the convolutions of a graph, and what lies between them, work on bytes: activations are unsigned, with a {@link Range} for each
 * tensor, weights are signed, see {@link ByteKernel}. In the graph that is said in the usual way, by QuantizeLinear and
 * DequantizeLinear around each operator, from which onnxruntime makes operators on bytes. Convolutions from which no other takes its
 * input, the last ones, go on with floats: what they say is the result, and they are small.
 *
 * <p>After Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference" (2018), without
 * the training; with scales for channels as in Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference" (2018), and
 * biases corrected as in Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias Correction" (2019).
 */
final class Quantisation {

    /** What is done on bytes; the rest of the graph goes on with floats. */
    private static final Set<String> OPERATORS = Set.of("Conv", "LeakyRelu", "Concat", "Add", "MaxPool", "Resize");

    /** Those whose result has the range of what goes in. */
    private static final Set<String> KEEPING = Set.of("MaxPool", "Resize");

    private final OnnxGraph graph;
    private final Calibration calibration;
    private final Map<String, String> inBytes = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();

    private Quantisation(OnnxGraph graph, Calibration calibration) {
        this.graph = graph;
        this.calibration = calibration;
    }

    /** The tensors of a graph whose range has to be known, in the order in which they come to be. */
    static List<String> tensors(OnnxGraph graph) {
        List<String> tensors = new ArrayList<>();
        for (OnnxGraph.Node node : onBytes(graph)) {
            node.in().stream()
                    .filter(tensor -> isActivation(graph, tensor) && !tensors.contains(tensor))
                    .forEach(tensors::add);
            if (!KEEPING.contains(node.operator())) {
                tensors.add(node.out().get(0));
            }
        }
        tensors.removeIf(tensor -> pooled(graph, tensor));
        return tensors;
    }

    private static boolean pooled(OnnxGraph graph, String tensor) {
        return graph.nodes().stream()
                .anyMatch(node -> node.out().contains(tensor) && KEEPING.contains(node.operator()));
    }

    /** The tensors of which convolutions on bytes take their input, and the means of whose channels have to be known. */
    static List<String> convolved(OnnxGraph graph) {
        return onBytes(graph).stream()
                .filter(node -> node.operator().equals("Conv"))
                .map(node -> node.in().get(0))
                .distinct()
                .toList();
    }

    /**
     * Changes a graph.
     *
     * @param calibration of all its {@link #tensors}
     * @throws IllegalArgumentException if one is missing
     */
    static void apply(OnnxGraph graph, Calibration calibration) {
        new Quantisation(graph, calibration).apply();
    }

    private void apply() {
        List<OnnxGraph.Node> nodes = List.copyOf(graph.nodes());
        Set<OnnxGraph.Node> onBytes = new HashSet<>(onBytes(graph));
        graph.nodes().clear();
        for (OnnxGraph.Node node : nodes) {
            if (onBytes.contains(node)) {
                quantise(node);
            } else {
                graph.nodes()
                        .add(node.taking(node.in().stream().map(this::asItIs).toList()));
            }
        }
        graph.dropUnused();
    }

    private void quantise(OnnxGraph.Node node) {
        List<String> in = new ArrayList<>(node.in());
        in.replaceAll(tensor -> isActivation(graph, tensor) ? bytes(tensor) : tensor);
        if (node.operator().equals("Conv")) {
            quantiseWeights(node.in().get(0), in);
        }
        if (KEEPING.contains(node.operator())) {
            kept.put(node.out().get(0), origin(node.in().get(0)));
        }
        graph.nodes().add(node.taking(in));
        bytes(node.out().get(0));
    }

    private void quantiseWeights(String pixels, List<String> in) {
        OnnxGraph.Values weights = graph.constant(in.get(1));
        ByteKernel kernel = ByteKernel.of(weights);
        String zeros = graph.signedBytes(new long[] {kernel.scales().length}, new byte[kernel.scales().length]);
        in.set(1, perChannel(graph.signedBytes(weights.dims(), kernel.bytes()), kernel.scales(), zeros));
        if (in.size() > 2) {
            float[] bias = graph.constant(in.get(2)).floats();
            float[] lost = kernel.lostOnAverage(weights, calibration.means(pixels));
            in.set(2, bias(bias, lost, kernel.scales(), range(pixels).scale()));
        }
    }

    /** In the order in which they run. */
    private static List<OnnxGraph.Node> onBytes(OnnxGraph graph) {
        Set<String> taken = new HashSet<>();
        graph.nodes().stream()
                .filter(node -> OPERATORS.contains(node.operator()))
                .forEach(node -> taken.addAll(node.in()));
        return graph.nodes().stream()
                .filter(node -> OPERATORS.contains(node.operator()))
                .filter(node -> !node.operator().equals("Conv")
                        || taken.contains(node.out().get(0)))
                .toList();
    }

    private static boolean isActivation(OnnxGraph graph, String tensor) {
        return !tensor.isEmpty() && graph.constant(tensor) == null;
    }

    private String asItIs(String tensor) {
        return inBytes.getOrDefault(tensor, tensor);
    }

    /** The tensor after it was bytes. */
    private String bytes(String tensor) {
        String known = inBytes.get(tensor);
        if (known != null) {
            return known;
        }
        Range range = range(tensor);
        String scale = graph.floats(new long[0], range.scale());
        String zero = graph.unsignedByte(range.zero());
        String quantised = graph.node("QuantizeLinear", Attributes.none(), tensor, scale, zero);
        String result = graph.node("DequantizeLinear", Attributes.none(), quantised, scale, zero);
        inBytes.put(tensor, result);
        return result;
    }

    private Range range(String tensor) {
        return calibration.range(origin(tensor));
    }

    /** The tensor whose range this one has. */
    private String origin(String tensor) {
        return kept.getOrDefault(tensor, tensor);
    }

    /** Biases are added to sums of products, so they have the scale of those. */
    private String bias(float[] values, float[] lost, float[] weightScales, float pixelScale) {
        int[] words = new int[values.length];
        float[] scales = new float[values.length];
        for (int channel = 0; channel < words.length; channel++) {
            scales[channel] = pixelScale * weightScales[channel];
            words[channel] = Math.round((values[channel] + lost[channel]) / scales[channel]);
        }
        return perChannel(graph.words(words), scales, graph.words(new int[words.length]));
    }

    private String perChannel(String integers, float[] scales, String zeros) {
        String scale = graph.floats(new long[] {scales.length}, scales);
        return graph.node("DequantizeLinear", Attributes.none().integer("axis", 0), integers, scale, zeros);
    }
}
