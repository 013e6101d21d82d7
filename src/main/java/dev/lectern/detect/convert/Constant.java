package dev.lectern.detect.convert;

import java.util.Arrays;

/** A constant of a TensorFlow.js graph, row-major; exactly one of {@code floats} and {@code integers} is given. */
record Constant(int[] shape, float[] floats, int[] integers) {

    Constant {
        if ((floats == null) == (integers == null)) {
            throw new IllegalArgumentException("a constant holds floats or integers");
        }
        int size = floats != null ? floats.length : integers.length;
        if (size != size(shape)) {
            throw new IllegalArgumentException(size + " values for the shape " + Arrays.toString(shape));
        }
    }

    static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    long[] dims() {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    long[] longs() {
        return Arrays.stream(integers).asLongStream().toArray();
    }
}
