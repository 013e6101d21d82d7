package dev.lectern.detect;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into a model and what comes out. Lengths that are only known when the model runs are -1.
 *
 * @param input name of the input
 * @param height of the input in pixels, or -1
 * @param width of the input in pixels, or -1
 * @param outputs names, in the model's order
 * @param outputShapes of the outputs, in the same order
 */
record ModelShape(String input, long height, long width, List<String> outputs, List<long[]> outputShapes) {

    static final String UNDERSTOOD =
            "Understood are NanoDet (three outputs [1,N,80] and three [1,N,44]), YOLOX ([1,N,85]) and "
                    + "Ultralytics ([1,84,N] or [1,300,6]), each with one input [1,3,height,width] of 32-bit floats.";

    private static final int COCO_CLASSES = 80;
    private static final long END_TO_END_ROWS = 300;

    static ModelShape of(OrtSession session) throws OrtException, UnusableModel {
        List<String> outputs = new ArrayList<>();
        List<long[]> outputShapes = new ArrayList<>();
        for (NodeInfo output : session.getOutputInfo().values()) {
            outputs.add(output.getName());
            outputShapes.add(shape(output, 3));
        }
        if (session.getNumInputs() != 1) {
            throw notUnderstood();
        }
        NodeInfo input = session.getInputInfo().values().iterator().next();
        long[] shape = shape(input, 4);
        boolean sizes = isSide(shape[2]) && isSide(shape[3]);
        if (shape[1] != 3 && shape[1] != -1 || !sizes) {
            throw notUnderstood();
        }
        return new ModelShape(input.getName(), shape[2], shape[3], outputs, outputShapes);
    }

    private static boolean isSide(long length) {
        return length == -1 || length > 0 && length <= 4096;
    }

    private static long[] shape(NodeInfo node, int rank) throws UnusableModel {
        if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
            throw notUnderstood();
        }
        long[] shape = info.getShape();
        if (shape.length != rank || shape[0] != 1 && shape[0] != -1) {
            throw notUnderstood();
        }
        return shape;
    }

    /** The family to which inputs and outputs of this kind belong. */
    ModelFamily family() throws UnusableModel {
        long[] first = outputShapes.isEmpty() ? new long[3] : outputShapes.get(0);
        if (outputShapes.size() == 6 && outputsEndingWith(COCO_CLASSES) == 3) {
            return ModelFamily.NANODET;
        }
        if (outputShapes.size() != 1) {
            throw notUnderstood();
        }
        if (first[2] == COCO_CLASSES + 5) {
            return ModelFamily.YOLOX;
        }
        boolean endToEnd = first[1] == END_TO_END_ROWS && first[2] == UltralyticsDecoder.END_TO_END_COLUMNS;
        if (first[1] == COCO_CLASSES + 4 || endToEnd) {
            return ModelFamily.ULTRALYTICS;
        }
        throw notUnderstood();
    }

    private long outputsEndingWith(long columns) {
        return outputShapes.stream().filter(shape -> shape[2] == columns).count();
    }

    InputSize inputFor(int pictureWidth, int pictureHeight) {
        return input(InputSize.forPicture(pictureWidth, pictureHeight));
    }

    /** This size, as far as the model leaves its own open. */
    InputSize input(InputSize free) {
        return new InputSize(width == -1 ? free.width() : (int) width, height == -1 ? free.height() : (int) height);
    }

    static UnusableModel notUnderstood() {
        return new UnusableModel("This ONNX model is not a detector that Lectern can use. " + UNDERSTOOD);
    }
}
