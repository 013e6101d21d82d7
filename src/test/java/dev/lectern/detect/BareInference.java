package dev.lectern.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/** Runs the bundled model's network on one prepared input: what a {@link PersonDetector} would cost if all around it were free. */
public final class BareInference implements AutoCloseable {

    private static final String MODEL = "nanodet-g.onnx";
    private static final int CHANNELS = 3;

    private final OrtSession session;
    private final InputSize size;

    public BareInference(InputSize size) throws IOException, OrtException {
        this.size = size;
        try (InputStream in = DetectorModel.class.getResourceAsStream(MODEL);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = OrtLibrary.environment().createSession(in.readAllBytes(), options);
        }
    }

    /** Runs so often, on one thread; several may do so at once. */
    public void run(int times) throws OrtException {
        float[] noise = new float[CHANNELS * size.width() * size.height()];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        long[] shape = {1, CHANNELS, size.height(), size.width()};
        try (OnnxTensor input = OnnxTensor.createTensor(OrtLibrary.environment(), FloatBuffer.wrap(noise), shape)) {
            Map<String, OnnxTensor> inputs =
                    Map.of(session.getInputNames().iterator().next(), input);
            for (int i = 0; i < times; i++) {
                session.run(inputs).close();
            }
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
