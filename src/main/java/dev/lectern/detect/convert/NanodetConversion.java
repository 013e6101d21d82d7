package dev.lectern.detect.convert;

import java.io.IOException;
import java.util.List;

/**
 * NanoDet-g, as published for TensorFlow.js, as ONNX. Input {@code input_1} is [1, 3, height, width]; outputs are, for the strides
 * 8, 16 and 32, class scores {@code cls*} [1, cells, 80] and box sides {@code reg*} [1, cells, 44].
 */
final class NanodetConversion {

    private static final String INPUT = "input_1";
    private static final int EXPORTED_SIDE = 416;
    private static final int[] STRIDES = {8, 16, 32};
    private static final List<String> SCORES = List.of("Identity", "Identity_1", "Identity_2");
    private static final List<String> SIDES = List.of("Identity_3", "Identity_4", "Identity_5");

    private NanodetConversion() {}

    static OnnxGraph convert(byte[] model, byte[] weights, String version) throws IOException {
        OnnxGraph onnx = new OnnxGraph("nanodet-g")
                .input(INPUT, "1", "3", "height", "width")
                .fact("name", "nanodet-g")
                .fact("version", version)
                .fact("licence", "Apache-2.0");
        TfjsToOnnx translation = new TfjsToOnnx(TfjsGraph.read(model, weights), onnx, INPUT, EXPORTED_SIDE);
        List<String> scores = SCORES.stream().map(translation::translate).toList();
        List<String> sides = SIDES.stream().map(translation::translate).toList();
        for (int i = 0; i < STRIDES.length; i++) {
            onnx.output("cls" + STRIDES[i], scores.get(i), "1", "cells" + STRIDES[i], "80");
        }
        for (int i = 0; i < STRIDES.length; i++) {
            onnx.output("reg" + STRIDES[i], sides.get(i), "1", "cells" + STRIDES[i], "44");
        }
        return onnx;
    }
}
