package dev.lectern.detect;

import java.util.List;

/**
 * Ultralytics exports: [1, 4 + classes, candidates] with centre, width and height in pixels (v8 to v12), or the end-to-end form
 * [1, candidates, 6] with two corners, score and class.
 */
final class UltralyticsDecoder implements Decoder {

    static final int END_TO_END_COLUMNS = 6;

    private static final int PERSON = 0;
    private static final int PERSON_ROW = 4;

    @Override
    public void decode(List<Output> outputs, Candidates candidates) throws UnusableModel {
        Output output = outputs.get(0);
        if (outputs.size() == 1 && output.columns() == END_TO_END_COLUMNS) {
            decodeEndToEnd(output, candidates);
        } else if (outputs.size() == 1 && output.rows() > PERSON_ROW) {
            decodeColumns(output, candidates);
        } else {
            throw new UnusableModel("An Ultralytics model must have one output, [1,84,N] or [1,300,6].");
        }
    }

    private static void decodeEndToEnd(Output rows, Candidates candidates) {
        for (int row = 0; row < rows.rows(); row++) {
            float score = rows.get(row, 4);
            if (candidates.wants(score) && Math.round(rows.get(row, 5)) == PERSON) {
                candidates.add(rows.get(row, 0), rows.get(row, 1), rows.get(row, 2), rows.get(row, 3), score);
            }
        }
    }

    private static void decodeColumns(Output output, Candidates candidates) {
        for (int column = 0; column < output.columns(); column++) {
            float score = output.get(PERSON_ROW, column);
            if (candidates.wants(score)) {
                double x = output.get(0, column);
                double y = output.get(1, column);
                double halfWidth = output.get(2, column) / 2.0;
                double halfHeight = output.get(3, column) / 2.0;
                candidates.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score);
            }
        }
    }
}
