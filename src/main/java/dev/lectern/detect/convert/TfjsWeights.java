package dev.lectern.detect.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The weights of a TensorFlow.js model: little-endian values one after the other, in the order of the manifest. */
final class TfjsWeights {

    private final ByteBuffer bytes;

    TfjsWeights(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Map<String, Constant> read(JsonNode manifest) throws IOException {
        Map<String, Constant> constants = new HashMap<>();
        for (JsonNode group : manifest) {
            for (JsonNode entry : group.path("weights")) {
                constants.put(entry.path("name").asText(), constant(entry));
            }
        }
        if (bytes.hasRemaining()) {
            throw new IOException(bytes.remaining() + " bytes of weights are not in the manifest");
        }
        return constants;
    }

    private Constant constant(JsonNode entry) throws IOException {
        int[] shape = new int[entry.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.path("shape").get(i).asInt();
        }
        int size = Constant.size(shape);
        String stored = entry.path("quantization")
                .path("dtype")
                .asText(entry.path("dtype").asText());
        int width = stored.equals("float16") ? Short.BYTES : Integer.BYTES;
        if (bytes.remaining() < (long) size * width) {
            throw new IOException("the weights end early");
        }
        switch (stored) {
            case "float16":
                return new Constant(shape, halves(size), null);
            case "float32":
                return new Constant(shape, floats(size), null);
            case "int32":
                return new Constant(shape, null, integers(size));
            default:
                throw new IOException("weights stored as " + stored + " are not understood");
        }
    }

    private float[] halves(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = half(bytes.getShort());
        }
        return values;
    }

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }

    private int[] integers(int size) {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = bytes.getInt();
        }
        return values;
    }

    /** IEEE 754 binary16; Float.float16ToFloat is only there from Java 20 on. */
    static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
