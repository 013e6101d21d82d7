package dev.lectern.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * NanoDet (RangiLyu, 2020) with the box head of Generalized Focal Loss (Li et al., 2020): each side's distance from the centre of
 * the cell is the mean of a distribution over 0, 1, ... strides.
 */
final class NanodetDecoder implements Decoder {

    static final int CLASSES = 80;
    static final int SIDES = 4;

    private static final int[] STRIDES = {8, 16, 32};

    private final InputSize input;
    private final double[] distance = new double[SIDES];

    NanodetDecoder(InputSize input) {
        this.input = input;
    }

    @Override
    public void decode(List<Output> outputs, Candidates candidates) throws UnusableModel {
        List<Output> scores = new ArrayList<>();
        List<Output> sides = new ArrayList<>();
        for (Output output : outputs) {
            (output.columns() == CLASSES ? scores : sides).add(output);
        }
        // The finest grid has the most cells, in whatever order the outputs were declared.
        scores.sort(Comparator.comparingInt(Output::rows).reversed());
        sides.sort(Comparator.comparingInt(Output::rows).reversed());
        if (scores.size() != STRIDES.length || sides.size() != STRIDES.length) {
            throw new UnusableModel("A NanoDet model must have three outputs of class scores and three of box sides.");
        }
        for (int i = 0; i < STRIDES.length; i++) {
            decode(STRIDES[i], scores.get(i), sides.get(i), candidates);
        }
    }

    private void decode(int stride, Output scores, Output sides, Candidates candidates) throws UnusableModel {
        int gridWidth = input.width() / stride;
        int cells = gridWidth * (input.height() / stride);
        if (scores.rows() != cells || sides.rows() != cells || sides.columns() % SIDES != 0) {
            throw new UnusableModel(
                    "The outputs of this NanoDet model do not have one row for each cell of the strides 8, 16 "
                            + "and 32.");
        }
        for (int cell = 0; cell < cells; cell++) {
            float score = scores.get(cell, 0);
            if (!candidates.wants(score)) {
                continue;
            }
            readDistances(sides, cell, stride);
            double x = (cell % gridWidth + 0.5) * stride;
            double y = (cell / gridWidth + 0.5) * stride;
            candidates.add(x - distance[0], y - distance[1], x + distance[2], y + distance[3], score);
        }
    }

    private void readDistances(Output sides, int cell, int stride) {
        int bins = sides.columns() / SIDES;
        for (int side = 0; side < SIDES; side++) {
            int first = side * bins;
            float largest = Float.NEGATIVE_INFINITY;
            for (int bin = 0; bin < bins; bin++) {
                largest = Math.max(largest, sides.get(cell, first + bin));
            }
            double sum = 0;
            double weighted = 0;
            for (int bin = 0; bin < bins; bin++) {
                double weight = StrictMath.exp(sides.get(cell, first + bin) - largest);
                sum += weight;
                weighted += bin * weight;
            }
            distance[side] = weighted / sum * stride;
        }
    }
}
