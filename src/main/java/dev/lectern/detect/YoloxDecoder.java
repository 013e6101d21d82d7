package dev.lectern.detect;

import java.util.List;

/**
 * YOLOX (Ge et al., 2021), undecoded export: one row per cell of the strides 8, 16 and 32, holding the centre's offset from the
 * cell's corner and the logarithm of width and height, both in strides, then objectness and class scores.
 */
final class YoloxDecoder implements Decoder {

    private static final int[] STRIDES = {8, 16, 32};
    private static final int OBJECTNESS = 4;
    private static final int PERSON = 5;

    private final InputSize input;

    YoloxDecoder(InputSize input) {
        this.input = input;
    }

    @Override
    public void decode(List<Output> outputs, Candidates candidates) throws UnusableModel {
        Output rows = outputs.get(0);
        int expected = 0;
        for (int stride : STRIDES) {
            expected += input.width() / stride * (input.height() / stride);
        }
        if (outputs.size() != 1 || rows.rows() != expected || rows.columns() <= PERSON) {
            throw new UnusableModel(
                    "A YOLOX model must have one output with a row for each cell of the strides 8, 16 and 32.");
        }
        int row = 0;
        for (int stride : STRIDES) {
            for (int y = 0; y < input.height() / stride; y++) {
                for (int x = 0; x < input.width() / stride; x++) {
                    decode(rows, row++, x, y, stride, candidates);
                }
            }
        }
    }

    private static void decode(Output rows, int row, int gridX, int gridY, int stride, Candidates candidates) {
        float score = rows.get(row, OBJECTNESS) * rows.get(row, PERSON);
        if (!candidates.wants(score)) {
            return;
        }
        double x = (rows.get(row, 0) + gridX) * stride;
        double y = (rows.get(row, 1) + gridY) * stride;
        double halfWidth = StrictMath.exp(rows.get(row, 2)) * stride / 2;
        double halfHeight = StrictMath.exp(rows.get(row, 3)) * stride / 2;
        candidates.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score);
    }
}
