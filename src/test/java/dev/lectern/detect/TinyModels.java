package dev.lectern.detect;

import dev.lectern.detect.convert.Attributes;
import dev.lectern.detect.convert.OnnxGraph;

/** ONNX models of a few kilobytes that always see the same thing, in each of the layouts that are understood. */
final class TinyModels {

    static final int SIDE = 64;
    static final int CELLS_8 = 64;
    static final int CELLS = 64 + 16 + 4;

    private TinyModels() {}

    static OnnxGraph graph(String... inputDims) {
        return new OnnxGraph("tiny").input("picture", inputDims);
    }

    static OnnxGraph squareGraph() {
        return graph("1", "3", "64", "64");
    }

    /** Declares an output with these values, which formally depends on the picture. */
    static OnnxGraph says(OnnxGraph graph, String output, int rows, int columns, float[] values) {
        String mean = graph.node("ReduceMean", Attributes.none().integer("keepdims", 0), "picture");
        String nothing = graph.node("Mul", Attributes.none(), mean, graph.floats(new long[0], 0));
        String constant = graph.floats(new long[] {1, rows, columns}, values);
        String result = graph.node("Add", Attributes.none(), constant, nothing);
        return graph.output(output, result, "1", String.valueOf(rows), String.valueOf(columns));
    }

    /** Sees a person of the score in the cell (3, 2) of the finest grid: 2 strides to the left, 1 up, 3 right and 4 down. */
    static byte[] nanodet(float score) {
        OnnxGraph graph = squareGraph();
        float[] scores = new float[CELLS_8 * 80];
        float[] sides = new float[CELLS_8 * 44];
        int cell = 2 * 8 + 3;
        scores[cell * 80] = score;
        // A cat in the same picture.
        scores[40 * 80 + 15] = 0.99f;
        int[] distances = {2, 1, 3, 4};
        for (int side = 0; side < 4; side++) {
            sides[cell * 44 + side * 11 + distances[side]] = 100;
        }
        says(graph, "s8", CELLS_8, 80, scores);
        says(graph, "s16", 16, 80, new float[16 * 80]);
        says(graph, "s32", 4, 80, new float[4 * 80]);
        says(graph, "d8", CELLS_8, 44, sides);
        says(graph, "d16", 16, 44, new float[16 * 44]);
        says(graph, "d32", 4, 44, new float[4 * 44]);
        return graph.toBytes();
    }

    /** Sees a person of score .45 in the cell (1, 1) of the second grid, centre (24, 24), 16 wide and 32 high. */
    static byte[] yolox() {
        float[] rows = new float[CELLS * 85];
        int row = (CELLS_8 + 1 * 4 + 1) * 85;
        rows[row] = 0.5f;
        rows[row + 1] = 0.5f;
        rows[row + 2] = 0;
        rows[row + 3] = (float) Math.log(2);
        rows[row + 4] = 0.9f;
        rows[row + 5] = 0.5f;
        rows[row + 6] = 1;
        return says(squareGraph(), "output", CELLS, 85, rows).toBytes();
    }

    /** Sees a person of score .75, centre (24, 24), 16 wide and 32 high. */
    static byte[] ultralytics() {
        float[] values = new float[84 * CELLS];
        float[] column = {24, 24, 16, 32, 0.75f, 0.1f};
        for (int row = 0; row < column.length; row++) {
            values[row * CELLS + 7] = column[row];
        }
        return says(squareGraph(), "output0", 84, CELLS, values).toBytes();
    }

    /** Sees the same person, and a bicycle that is surer. */
    static byte[] ultralyticsEndToEnd() {
        float[] rows = new float[300 * 6];
        System.arraycopy(new float[] {1, 1, 9, 9, 0.95f, 1}, 0, rows, 0, 6);
        System.arraycopy(new float[] {16, 8, 32, 40, 0.75f, 0}, 0, rows, 6, 6);
        return says(squareGraph(), "output0", 300, 6, rows).toBytes();
    }
}
