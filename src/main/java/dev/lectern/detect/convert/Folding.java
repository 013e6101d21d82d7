package dev.lectern.detect.convert;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Makes operators that a convolution or a pooling does by itself a part of it: what is added to each channel, and the padding before the
 * largest value is taken. The results are the same, and have fewer steps on the way that would be rounded.
 */
final class Folding {

    private final OnnxGraph graph;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> makers = new HashMap<>();
    private final OnnxGraph.Node[] kept;

    private Folding(OnnxGraph graph) {
        this.graph = graph;
        this.kept = graph.nodes().toArray(OnnxGraph.Node[]::new);
        for (int i = 0; i < kept.length; i++) {
            kept[i].in().forEach(tensor -> uses.merge(tensor, 1, Integer::sum));
            for (String out : kept[i].out()) {
                makers.put(out, i);
            }
        }
    }

    static void fold(OnnxGraph graph) {
        new Folding(graph).fold();
    }

    private void fold() {
        for (int i = 0; i < kept.length; i++) {
            Integer maker = makers.get(kept[i].in().get(0));
            if (maker == null || uses.get(kept[i].in().get(0)) != 1) {
                continue;
            }
            OnnxGraph.Node before = kept[maker];
            OnnxGraph.Node node = kept[i];
            if (isBias(before, node)) {
                float[] values = constant(node, 1).floats();
                String bias = graph.floats(new long[] {values.length}, values);
                List<String> in = List.of(before.in().get(0), before.in().get(1), bias);
                kept[maker] = new OnnxGraph.Node("Conv", before.attributes(), in, node.out());
                kept[i] = null;
                makers.put(node.out().get(0), maker);
            } else if (isPadding(before, node)) {
                long[] lengths = constant(before, 1).integers();
                Attributes attributes = node.attributes()
                        .without("auto_pad")
                        .integers("pads", lengths[2], lengths[3], lengths[6], lengths[7]);
                kept[i] = new OnnxGraph.Node("MaxPool", attributes, before.in().subList(0, 1), node.out());
                kept[maker] = null;
            }
        }
        graph.nodes().clear();
        Stream.of(kept).filter(Objects::nonNull).forEach(graph.nodes()::add);
        graph.dropUnused();
    }

    private boolean isBias(OnnxGraph.Node before, OnnxGraph.Node node) {
        if (!before.operator().equals("Conv")
                || !node.operator().equals("Add")
                || before.in().size() > 2) {
            return false;
        }
        OnnxGraph.Values added = constant(node, 1);
        return added != null
                && Arrays.equals(added.dims(), new long[] {constant(before, 1).dims()[0], 1, 1});
    }

    /** The lowest value there is: that of the padding which a pooling adds by itself. */
    private boolean isPadding(OnnxGraph.Node before, OnnxGraph.Node node) {
        return before.operator().equals("Pad")
                && node.operator().equals("MaxPool")
                && constant(before, 2).floats()[0] == Float.NEGATIVE_INFINITY;
    }

    private OnnxGraph.Values constant(OnnxGraph.Node node, int input) {
        return graph.constant(node.in().get(input));
    }
}
