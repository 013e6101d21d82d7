package dev.lectern.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the persons in the frames of one recording. For one thread at a time. All memory for tensors is allocated when the detector
 * is made and used again for every frame.
 */
public final class PersonDetector implements Lookout {

    /** Lowest score of a person that is reported. Far below any useful threshold: tracking keeps a person by weak detections. */
    public static final double FLOOR = 0.1;

    /** How many persons are reported for a frame at most: the best. */
    public static final int MOST_PERSONS = 64;

    private final OrtSession session;
    private final Letterbox box;
    private final Canvas canvas;
    private final Decoder decoder;
    private final Candidates candidates;
    private final Looks looks;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> results = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();

    PersonDetector(OrtSession session, ModelShape shape, ModelFamily family, Letterbox box, double floor)
            throws TaskFailure {
        this.session = session;
        this.box = box;
        this.canvas = new Canvas(box, family.pixels(), family.filling());
        this.decoder = family.decoder(box.input());
        this.candidates = new Candidates(box, floor);
        this.looks = new Looks(box.contentWidth(), box.contentHeight());
        try {
            OnnxTensor input = OnnxTensor.createTensor(OrtLibrary.environment(), canvas.values(), canvas.shape());
            this.inputs = Map.of(shape.input(), input);
            allocateOutputs(shape);
            decoder.decode(outputs, candidates);
        } catch (OrtException | UnusableModel e) {
            close();
            throw TaskFailure.bug(e);
        }
    }

    @Override
    public int frameWidth() {
        return box.contentWidth();
    }

    @Override
    public int frameHeight() {
        return box.contentHeight();
    }

    @Override
    public FrameDetections look(long tMs, ByteBuffer bgr24) throws TaskFailure {
        return new FrameDetections(tMs, detect(bgr24), view(bgr24));
    }

    /**
     * Finds the persons in a frame.
     *
     * @param bgr24 from its position on, exactly {@link #frameBytes()} bytes: rows from the top, pixels from the left, blue green
     *     red; position and limit stay as they are
     * @return with what they look like, at most {@value #MOST_PERSONS} with a score of at least {@value #FLOOR} (or what the detector was made for), in order of falling score; no two of them
     *     overlap by more than half (intersection over union)
     * @throws TaskFailure a bug, if the model fails
     */
    public List<Detection> detect(ByteBuffer bgr24) throws TaskFailure {
        candidates.clear();
        try {
            run(bgr24);
            decoder.decode(outputs, candidates);
        } catch (OrtException | UnusableModel e) {
            throw TaskFailure.bug(e);
        }
        List<Detection> persons = candidates.best(MOST_PERSONS);
        persons.replaceAll(person -> person.looking(looks.of(person, bgr24)));
        return persons;
    }

    /** What the model itself says of a frame: the values of each output, in the model's order. */
    List<float[]> answers(ByteBuffer bgr24) throws TaskFailure {
        try {
            run(bgr24);
        } catch (OrtException e) {
            throw TaskFailure.bug(e);
        }
        return outputs.stream().map(Output::copy).toList();
    }

    private void run(ByteBuffer bgr24) throws OrtException {
        checkSize(bgr24);
        canvas.draw(bgr24);
        session.run(inputs, results).close();
    }

    @Override
    public View view(ByteBuffer bgr24) {
        checkSize(bgr24);
        return looks.view(bgr24);
    }

    private void checkSize(ByteBuffer bgr24) {
        if (bgr24.remaining() != frameBytes()) {
            throw new IllegalArgumentException("a frame of " + bgr24.remaining() + " bytes instead of " + frameBytes());
        }
    }

    @Override
    public void close() {
        if (inputs != null) {
            inputs.values().forEach(OnnxTensor::close);
        }
        results.values().forEach(OnnxTensor::close);
        results.clear();
    }

    /** A first run shows how large the outputs are for this input; from then on they are written to the same places. */
    private void allocateOutputs(ModelShape shape) throws OrtException, UnusableModel {
        try (OrtSession.Result first = session.run(inputs)) {
            for (String name : shape.outputs()) {
                OnnxValue value = first.get(name).orElseThrow();
                long[] dims = ((OnnxTensor) value).getInfo().getShape();
                if (dims.length != 3 || dims[0] != 1) {
                    throw ModelShape.notUnderstood();
                }
                FloatBuffer values = ByteBuffer.allocateDirect((int) (dims[1] * dims[2] * Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
                values.put(((OnnxTensor) value).getFloatBuffer()).rewind();
                results.put(name, OnnxTensor.createTensor(OrtLibrary.environment(), values, dims));
                outputs.add(new Output(name, dims, values));
            }
        }
    }
}
