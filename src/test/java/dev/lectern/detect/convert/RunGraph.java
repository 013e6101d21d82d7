package dev.lectern.detect.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lectern.detect.LoadedRuntime;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a graph with one input {@code in}, a square of one channel, and one output {@code out}. */
final class RunGraph {

    private RunGraph() {}

    static float[] of(OnnxGraph graph, int side, float... pixels) throws OrtException {
        try (OrtSession session = LoadedRuntime.environment().createSession(graph.toBytes());
                OnnxTensor input = OnnxTensor.createTensor(
                        LoadedRuntime.environment(), FloatBuffer.wrap(pixels), new long[] {1, 1, side, side});
                OrtSession.Result result = session.run(Map.of("in", input))) {
            return values((OnnxTensor) result.get("out").orElseThrow());
        }
    }

    /** All that is in a tensor. */
    static float[] values(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
