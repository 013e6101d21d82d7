package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private final OnnxGraph graph = new OnnxGraph("test").input("in", "1", "1", "height", "width");

    @Test
    void whatIsAddedToEachChannelBecomesPartOfTheConvolution() throws Exception {
        String sum = add(convolution(2, -1), new long[] {2, 1, 1}, 0.5f, 10);
        graph.output("out", sum, "1", "2", "height", "width");
        Folding.fold(graph);
        assertThat(operators()).containsExactly("Conv", "Identity");
        assertThat(RunGraph.of(graph, 2, 1, 2, 3, 4)).containsExactly(2.5f, 4.5f, 6.5f, 8.5f, 9, 8, 7, 6);
    }

    @Test
    void whatOthersNeedWithoutItStaysWithoutIt() throws Exception {
        String plain = convolution(2, -1);
        String sum = graph.node("Add", Attributes.none(), add(plain, new long[] {2, 1, 1}, 1, 1), plain);
        graph.output("out", sum, "1", "2", "height", "width");
        Folding.fold(graph);
        assertThat(operators()).containsExactly("Conv", "Add", "Add", "Identity");
        assertThat(RunGraph.of(graph, 1, 3)).containsExactly(13, -5);
    }

    @Test
    void aNumberForAllChannelsIsNotOneForEach() throws Exception {
        String sum = add(convolution(2, -1), new long[] {1}, 7);
        graph.output("out", sum, "1", "2", "height", "width");
        Folding.fold(graph);
        assertThat(operators()).containsExactly("Conv", "Add", "Identity");
    }

    @Test
    void aPoolingPadsWithTheLowestByItself() throws Exception {
        OnnxGraph before = pooling(Float.NEGATIVE_INFINITY);
        float[] expected = RunGraph.of(before, 2, -1, -2, -3, -4);
        OnnxGraph after = pooling(Float.NEGATIVE_INFINITY);
        Folding.fold(after);
        assertThat(after.nodes().stream().map(OnnxGraph.Node::operator)).containsExactly("MaxPool", "Identity");
        assertThat(RunGraph.of(after, 2, -1, -2, -3, -4))
                .containsExactly(expected)
                .containsOnly(-1, -2, -3, -4);
    }

    @Test
    void aPaddingWithSomethingStays() {
        OnnxGraph padded = pooling(0);
        Folding.fold(padded);
        assertThat(padded.nodes().stream().map(OnnxGraph.Node::operator)).containsExactly("Pad", "MaxPool", "Identity");
    }

    private static OnnxGraph pooling(float filling) {
        OnnxGraph graph = new OnnxGraph("test").input("in", "1", "1", "height", "width");
        String lengths = graph.integers(0, 0, 1, 1, 0, 0, 1, 1);
        String padded = graph.node("Pad", Attributes.none(), "in", lengths, graph.floats(new long[0], filling));
        Attributes attributes = Attributes.none().integers("kernel_shape", 2, 2).text("auto_pad", "VALID");
        graph.output("out", graph.node("MaxPool", attributes, padded), "1", "1", "rows", "columns");
        return graph;
    }

    private String convolution(float... kernel) {
        String weights = graph.floats(new long[] {kernel.length, 1, 1, 1}, kernel);
        return graph.node("Conv", Attributes.none(), "in", weights);
    }

    private String add(String tensor, long[] dims, float... values) {
        return graph.node("Add", Attributes.none(), tensor, graph.floats(dims, values));
    }

    private List<String> operators() {
        return graph.nodes().stream().map(OnnxGraph.Node::operator).toList();
    }
}
