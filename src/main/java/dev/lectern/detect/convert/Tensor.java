package dev.lectern.detect.convert;

/**
 * A result of the TensorFlow.js graph as it stands in the ONNX graph. A picture-like tensor always lies in memory as NCHW;
 * {@code nhwc} says that the TensorFlow graph looks at it as NHWC, so that the many transpositions between the two cost nothing.
 *
 * @param name of the ONNX tensor
 * @param nhwc whether axes in the TensorFlow graph mean NHWC while the data are NCHW
 * @param side height (and width) of the picture when the model's input has the side it was exported for; 0 if not picture-like
 * @param padding eight lengths in the order of ONNX's Pad that are still to be added around the tensor, or null
 * @param filling the value of that padding
 */
record Tensor(String name, boolean nhwc, int side, long[] padding, float filling) {

    static Tensor plain(String name, int side) {
        return new Tensor(name, false, side, null, 0);
    }

    Tensor seenAs(boolean asNhwc) {
        return new Tensor(name, asNhwc, side, padding, filling);
    }

    /** The same view of another tensor. */
    Tensor with(String otherName, int otherSide) {
        return new Tensor(otherName, nhwc, otherSide, null, 0);
    }

    Tensor padded(long[] lengths, float value) {
        return new Tensor(name, nhwc, side, lengths, value);
    }

    /** Side of the picture once the padding has been added. */
    int paddedSide() {
        return padding == null ? side : (int) (side + padding[2] + padding[6]);
    }
}
