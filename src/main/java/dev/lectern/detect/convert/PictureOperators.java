package dev.lectern.detect.convert;

import java.util.Arrays;

/** The operators that know height and width: padding, convolution, pooling, resizing. All of them work on NCHW data. */
final class PictureOperators {

    private final TfjsGraph source;
    private final OnnxGraph target;

    PictureOperators(TfjsGraph source, OnnxGraph target) {
        this.source = source;
        this.target = target;
    }

    /** Notes a padding; it is added later, by a convolution that can do it itself or by {@link #settled}. */
    Tensor pad(TfjsNode node, Tensor in) {
        Tensor settled = settled(in);
        int[] pairs = source.constant(node.inputs().get(1)).integers();
        int axes = pairs.length / 2;
        if (axes != 4) {
            throw new IllegalArgumentException("a padding of " + axes + " axes");
        }
        long[] lengths = new long[2 * axes];
        int[] inMemory = settled.nhwc() ? new int[] {0, 2, 3, 1} : new int[] {0, 1, 2, 3};
        for (int axis = 0; axis < axes; axis++) {
            lengths[inMemory[axis]] = pairs[2 * axis];
            lengths[inMemory[axis] + axes] = pairs[2 * axis + 1];
        }
        float filling = 0;
        if (node.operator().equals("PadV2")) {
            filling = source.constant(node.inputs().get(2)).floats()[0];
        }
        return settled.padded(lengths, filling);
    }

    /** The tensor with its padding really added. */
    Tensor settled(Tensor in) {
        if (in.padding() == null) {
            return in;
        }
        String lengths = target.integers(in.padding());
        String filling = target.floats(new long[0], in.filling());
        String padded = target.node("Pad", Attributes.none(), in.name(), lengths, filling);
        return in.with(padded, in.paddedSide());
    }

    Tensor convolution(TfjsNode node, Tensor padded) {
        requirePicture(node, padded);
        boolean valid = isValid(node);
        boolean padsItself = valid && onlyAroundThePicture(padded);
        Tensor in = padsItself ? padded : settled(padded);
        Constant kernel = source.constant(node.inputs().get(1));
        long[] strides = Arrays.copyOfRange(node.integers("strides"), 1, 3);
        Attributes attributes = Attributes.none().integers("strides", strides);
        if (padsItself) {
            long[] lengths = in.padding();
            attributes.integers("pads", lengths[2], lengths[3], lengths[6], lengths[7]);
        } else {
            attributes.text("auto_pad", valid ? "VALID" : "SAME_UPPER");
        }
        String weights = kernelAsOihw(kernel);
        int side = sideAfter(in.paddedSide(), kernel.shape()[0], strides[0], valid);
        return in.with(target.node("Conv", attributes, in.name(), weights), side);
    }

    Tensor maxPool(TfjsNode node, Tensor in) {
        requirePicture(node, in);
        boolean valid = isValid(node);
        long[] window = Arrays.copyOfRange(node.integers("ksize"), 1, 3);
        long[] strides = Arrays.copyOfRange(node.integers("strides"), 1, 3);
        Attributes attributes = Attributes.none()
                .integers("kernel_shape", window)
                .integers("strides", strides)
                .text("auto_pad", valid ? "VALID" : "SAME_UPPER");
        int side = sideAfter(in.side(), (int) window[0], strides[0], valid);
        return in.with(target.node("MaxPool", attributes, in.name()), side);
    }

    /** Sizes are fixed in the TensorFlow graph; the factor is what they mean. */
    Tensor resize(TfjsNode node, Tensor in) {
        requirePicture(node, in);
        if (!node.flag("half_pixel_centers") || node.flag("align_corners")) {
            throw new IllegalArgumentException("a resize that does not keep to the centres of pixels");
        }
        int[] size = source.constant(node.inputs().get(1)).integers();
        float factor = (float) size[0] / in.side();
        Attributes attributes =
                Attributes.none().text("mode", "linear").text("coordinate_transformation_mode", "half_pixel");
        String factors = target.floats(new long[] {4}, 1, 1, factor, factor);
        return in.with(target.node("Resize", attributes, in.name(), "", factors), size[0]);
    }

    private String kernelAsOihw(Constant kernel) {
        int height = kernel.shape()[0];
        int width = kernel.shape()[1];
        int from = kernel.shape()[2];
        int to = kernel.shape()[3];
        float[] hwio = kernel.floats();
        float[] oihw = new float[hwio.length];
        int next = 0;
        for (int o = 0; o < to; o++) {
            for (int i = 0; i < from; i++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        oihw[next++] = hwio[((y * width + x) * from + i) * to + o];
                    }
                }
            }
        }
        return target.floats(new long[] {to, from, height, width}, oihw);
    }

    private static boolean onlyAroundThePicture(Tensor in) {
        long[] lengths = in.padding();
        return lengths != null && in.filling() == 0 && lengths[0] + lengths[1] + lengths[4] + lengths[5] == 0;
    }

    private static boolean isValid(TfjsNode node) {
        return node.text("padding").equals("VALID");
    }

    private static int sideAfter(int side, int window, long stride, boolean valid) {
        return (int) (valid ? (side - window) / stride + 1 : (side + stride - 1) / stride);
    }

    private static void requirePicture(TfjsNode node, Tensor in) {
        if (!in.nhwc() || in.side() == 0) {
            throw new IllegalArgumentException(node.name() + " works on something that is not a picture");
        }
    }
}
