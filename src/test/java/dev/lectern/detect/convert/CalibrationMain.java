package dev.lectern.detect.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.LoadedRuntime;
import dev.lectern.detect.ModelInputs;
import dev.lectern.testing.Clips;
import dev.lectern.testing.sample.GeneratedRecordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out how far the values of the bundled model's tensors reach, on the project's sample and on the recordings that are generated
 * for evaluation, and writes it to where the build reads it from ({@code mvn -Pcalibrate verify}). To be done again when the model or its conversion changes.
 */
final class CalibrationMain {

    private static final Path SAMPLE = Path.of("docs", "sample");
    private static final String INPUT = "input_1";
    private static final double PICTURES_PER_SECOND = 0.5;

    private final FloatModel model;
    private final List<Path> recordings;

    private record FloatModel(
            OnnxGraph graph, List<String> tensors, List<String> convolved, Map<String, Double> slopes) {

        static FloatModel of(OnnxGraph graph) {
            Map<String, Double> slopes = new HashMap<>();
            for (OnnxGraph.Node node : graph.nodes()) {
                if (node.operator().equals("LeakyRelu")) {
                    slopes.put(node.in().get(0), (double) node.attributes().real("alpha"));
                }
            }
            List<String> convolved = Quantisation.convolved(graph);
            List<String> tensors = new ArrayList<>(Quantisation.tensors(graph));
            convolved.stream().filter(tensor -> !tensors.contains(tensor)).forEach(tensors::add);
            tensors.stream().filter(tensor -> !tensor.equals(INPUT)).forEach(graph::expose);
            return new FloatModel(graph, tensors, convolved, slopes);
        }
    }

    private CalibrationMain(FloatModel model, List<Path> recordings) {
        this.model = model;
        this.recordings = recordings;
    }

    /**
     * Does it.
     *
     * @param arguments the cache of the model's files, a folder for the recordings, the file to write
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        List<Path> recordings = new ArrayList<>(List.of(SAMPLE.resolve("lecture.mp4")));
        for (Path truth : GeneratedRecordings.make(
                Clips.BINARIES.ffmpeg(),
                Clips.BINARIES.environment(),
                SAMPLE.resolve("lecturer.png"),
                Path.of(arguments[1]))) {
            recordings.add(Path.of(truth.toString().replace(".gt.json", ".mp4")));
        }
        FloatModel model = FloatModel.of(BundledModelBuild.folded(Path.of("src/main/model"), Path.of(arguments[0])));
        Calibration calibration = new CalibrationMain(model, recordings).calibration();
        Files.writeString(Path.of(arguments[2]), new ObjectMapper().writeValueAsString(calibration) + "\n");
    }

    private Calibration calibration() throws Exception {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        model.tensors().forEach(tensor -> spreads.put(tensor, new Spread()));
        watch((tensor, channels, values) -> spreads.get(tensor).reach(values, channels));
        watch((tensor, channels, values) -> spreads.get(tensor).count(values));
        Map<String, float[]> ranges = new LinkedHashMap<>();
        Map<String, float[]> means = new LinkedHashMap<>();
        spreads.forEach((tensor, spread) -> {
            // Pixels have all values there are, in these recordings or in others.
            Range range = tensor.equals(INPUT)
                    ? spread.whole()
                    : spread.best(model.slopes().getOrDefault(tensor, 1.0));
            ranges.put(tensor, new float[] {range.lowest(), range.highest()});
            if (model.convolved().contains(tensor)) {
                means.put(tensor, spread.means());
            }
        });
        return new Calibration(ranges, means);
    }

    private interface Watcher {
        void saw(String tensor, int channels, float[] values);
    }

    private void watch(Watcher watcher) throws Exception {
        try (OrtSession session =
                LoadedRuntime.environment().createSession(model.graph().toBytes())) {
            for (Path recording : recordings) {
                System.out.println(recording);
                ModelInputs.of(Clips.BINARIES, recording, PICTURES_PER_SECOND, input -> watch(session, input, watcher));
            }
        }
    }

    private void watch(OrtSession session, OnnxTensor input, Watcher watcher) throws OrtException {
        watcher.saw(INPUT, channels(input), RunGraph.values(input));
        try (OrtSession.Result result = session.run(Map.of(INPUT, input))) {
            for (String tensor : model.tensors()) {
                if (!tensor.equals(INPUT)) {
                    OnnxTensor seen = (OnnxTensor) result.get(tensor).orElseThrow();
                    watcher.saw(tensor, channels(seen), RunGraph.values(seen));
                }
            }
        }
    }

    private static int channels(OnnxTensor tensor) {
        return (int) tensor.getInfo().getShape()[1];
    }
}
