package dev.lectern.detect;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * An output of a model, row-major.
 *
 * @param shape [1, rows, columns]
 */
record Output(String name, long[] shape, FloatBuffer values) {

    Output {
        if (shape.length != 3 || shape[0] != 1) {
            throw new IllegalArgumentException("an output of shape " + Arrays.toString(shape));
        }
    }

    int rows() {
        return (int) shape[1];
    }

    int columns() {
        return (int) shape[2];
    }

    /** All values, as they are now. */
    float[] copy() {
        float[] copy = new float[values.capacity()];
        values.get(0, copy);
        return copy;
    }

    float get(int row, int column) {
        return values.get(row * columns() + column);
    }
}
