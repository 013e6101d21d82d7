package dev.lectern.detect.convert;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a convolutional TensorFlow.js graph that was itself exported from an NCHW model. Starting from a wanted result it
 * translates, depth first, what that result depends on; arithmetic on shapes is never reached, because the shapes that come out
 * of it are expressed relative to the input instead. The ONNX graph therefore takes pictures of any size (in multiples of the
 * network's largest stride).
 */
final class TfjsToOnnx {

    private static final int[] NHWC_FROM_NCHW = {0, 2, 3, 1};
    private static final int[] NCHW_FROM_NHWC = {0, 3, 1, 2};

    private final TfjsGraph source;
    private final OnnxGraph target;
    private final PictureOperators pictures;
    private final Map<String, List<Tensor>> translated = new HashMap<>();

    /**
     * @param input name of the graph's input, also in the ONNX graph
     * @param side height and width of the input for which the graph was exported
     */
    TfjsToOnnx(TfjsGraph source, OnnxGraph target, String input, int side) {
        this.source = source;
        this.target = target;
        this.pictures = new PictureOperators(source, target);
        translated.put(input, List.of(Tensor.plain(input, side)));
    }

    /** Translates everything on which the result depends and returns the name of its ONNX tensor. */
    String translate(String reference) {
        Tensor tensor = tensor(reference);
        if (tensor.nhwc()) {
            throw new IllegalArgumentException("the result " + reference + " is a picture");
        }
        return pictures.settled(tensor).name();
    }

    private Tensor tensor(String reference) {
        String name = TfjsNode.nodeOf(reference);
        List<Tensor> results = translated.get(name);
        if (results == null) {
            results = results(source.node(name));
            translated.put(name, results);
        }
        return results.get(TfjsNode.resultOf(reference));
    }

    private List<Tensor> results(TfjsNode node) {
        return node.operator().equals("SplitV") ? split(node) : List.of(result(node));
    }

    private Tensor result(TfjsNode node) {
        switch (node.operator()) {
            case "Identity":
                return tensor(node.inputs().get(0));
            case "Transpose":
                return transpose(node);
            case "Pad":
            case "PadV2":
                return pictures.pad(node, first(node));
            case "Conv2D":
                return pictures.convolution(node, first(node));
            case "MaxPool":
                return pictures.maxPool(node, settled(node));
            case "ResizeBilinear":
                return pictures.resize(node, settled(node));
            case "Add":
            case "AddV2":
                return add(node);
            case "LeakyRelu":
                return same(node, Attributes.none().real("alpha", node.real("alpha")));
            case "Sigmoid":
                return same(node, Attributes.none());
            case "ConcatV2":
                return concat(node);
            case "Reshape":
                return flattenPicture(node);
            default:
                throw new IllegalArgumentException("the operator " + node.operator() + " is not understood");
        }
    }

    private Tensor first(TfjsNode node) {
        return tensor(node.inputs().get(0));
    }

    private Tensor settled(TfjsNode node) {
        return pictures.settled(first(node));
    }

    private Tensor transpose(TfjsNode node) {
        Tensor in = first(node);
        int[] order = source.constant(node.inputs().get(1)).integers();
        if (!in.nhwc() && in.side() > 0 && Arrays.equals(order, NHWC_FROM_NCHW)) {
            return in.seenAs(true);
        }
        if (in.nhwc() && Arrays.equals(order, NCHW_FROM_NHWC)) {
            return in.seenAs(false);
        }
        if (in.nhwc()) {
            throw new IllegalArgumentException("a picture transposed to " + Arrays.toString(order));
        }
        long[] permutation = Arrays.stream(order).asLongStream().toArray();
        Attributes attributes = Attributes.none().integers("perm", permutation);
        return Tensor.plain(
                target.node("Transpose", attributes, pictures.settled(in).name()), 0);
    }

    /** An operator that works on each value alone. */
    private Tensor same(TfjsNode node, Attributes attributes) {
        Tensor in = settled(node);
        return in.with(target.node(node.operator(), attributes, in.name()), in.side());
    }

    private Tensor add(TfjsNode node) {
        String left = node.inputs().get(0);
        String right = node.inputs().get(1);
        if (source.isConstant(left)) {
            String swap = left;
            left = right;
            right = swap;
        }
        Tensor in = pictures.settled(tensor(left));
        String other;
        if (source.isConstant(right)) {
            Constant constant = source.constant(right);
            // One value per channel: the channels come last in NHWC, but before height and width in memory.
            boolean perChannel = in.nhwc() && constant.shape().length == 1;
            other = target.floats(
                    perChannel ? new long[] {constant.shape()[0], 1, 1} : constant.dims(), constant.floats());
        } else {
            Tensor second = pictures.settled(tensor(right));
            if (second.nhwc() != in.nhwc()) {
                throw new IllegalArgumentException("an addition of different layouts");
            }
            other = second.name();
        }
        return in.with(target.node("Add", Attributes.none(), in.name(), other), in.side());
    }

    private Tensor concat(TfjsNode node) {
        int parts = node.inputs().size() - 1;
        String[] names = new String[parts];
        Tensor in = settled(node);
        for (int i = 0; i < parts; i++) {
            Tensor part = pictures.settled(tensor(node.inputs().get(i)));
            if (part.nhwc() != in.nhwc()) {
                throw new IllegalArgumentException("a concatenation of different layouts");
            }
            names[i] = part.name();
        }
        int axis = source.constant(node.inputs().get(parts)).integers()[0];
        int inMemory = in.nhwc() ? NHWC_FROM_NCHW[axis < 0 ? axis + 4 : axis] : axis;
        return in.with(target.node("Concat", Attributes.none().integer("axis", inMemory), names), in.side());
    }

    private List<Tensor> split(TfjsNode node) {
        Tensor in = settled(node);
        if (in.nhwc()) {
            throw new IllegalArgumentException("a picture split as NHWC");
        }
        long[] lengths = source.constant(node.inputs().get(1)).longs();
        int axis = source.constant(node.inputs().get(2)).integers()[0];
        Attributes attributes = Attributes.none().integer("axis", axis);
        return target.nodes("Split", lengths.length, attributes, in.name(), target.integers(lengths)).stream()
                .map(part -> Tensor.plain(part, in.side()))
                .toList();
    }

    /** The only reshape of a detector's head: [1, C, H, W] to [1, C, H * W], whatever H and W are. */
    private Tensor flattenPicture(TfjsNode node) {
        Tensor in = settled(node);
        if (in.nhwc()) {
            throw new IllegalArgumentException("a picture reshaped as NHWC");
        }
        String shape = target.integers(0, 0, -1);
        return Tensor.plain(target.node("Reshape", Attributes.none(), in.name(), shape), 0);
    }
}
