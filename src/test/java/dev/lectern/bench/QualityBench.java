package dev.lectern.bench;

import dev.lectern.detect.DetectorModel;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.pipeline.DirectRun;
import dev.lectern.pipeline.Steps;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** How much time each quality takes for the same recording, one after the other in every round, against looking at every picture. */
final class QualityBench {

    private static final int CLIP_SECONDS = 60;
    private static final int SEGMENT_SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final double AIM = 0.4;

    private QualityBench() {}

    static void run(Scores scores) throws Exception {
        int threads = Setting.number("bench.threads", Runtime.getRuntime().availableProcessors());
        int rounds = Setting.number("bench.rounds", ROUNDS);
        Path scratch = Files.createTempDirectory("lectern-quality");
        FfmpegBinaries binaries = FfmpegBinaries.bundled();
        Map<Quality, List<Double>> seconds = new EnumMap<>(Quality.class);
        Map<Quality, Double> looked = new EnumMap<>(Quality.class);
        try (DetectorModel model = DetectorModel.bundled()) {
            String given = Setting.text("bench.clip", "");
            Path clip = given.isEmpty() ? BenchClip.make(binaries, scratch, CLIP_SECONDS) : Path.of(given);
            DirectRun run = new DirectRun(Steps.of(binaries, model), threads);
            for (int round = 0; round <= rounds; round++) {
                for (Quality quality : order(round)) {
                    Path folder = Files.createDirectory(scratch.resolve(quality.label() + round));
                    Parameters parameters = new Parameters(Parameters.DEFAULT.sampleFps(), SEGMENT_SECONDS, quality);
                    long begun = System.nanoTime();
                    byte[] result = run.run(clip, folder, parameters, new CancelToken(), done -> {});
                    double took = (System.nanoTime() - begun) / 1e9;
                    looked.put(quality, looked(result));
                    // The first round is for the JVM's compiler.
                    if (round > 0) {
                        seconds.computeIfAbsent(quality, any -> new ArrayList<>())
                                .add(took);
                    }
                }
            }
        } finally {
            Folders.delete(scratch);
        }
        report(seconds, looked);
        for (Quality quality : List.of(Quality.BALANCED, Quality.FAST)) {
            scores.part(
                    "quality: time for " + quality.label() + ", of thorough",
                    median(seconds.get(quality)),
                    median(seconds.get(Quality.THOROUGH)),
                    "s",
                    AIM);
        }
    }

    private static List<Quality> order(int round) {
        List<Quality> order = new ArrayList<>(List.of(Quality.values()));
        Collections.rotate(order, round);
        return order;
    }

    private static double looked(byte[] result) throws Exception {
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(result))) {
            JsonObject sparing = new JsonObject(Buffer.buffer(json.readAllBytes()))
                    .getJsonObject("data")
                    .getJsonObject("processingMeta")
                    .getJsonObject("sparing");
            return sparing == null ? 1 : sparing.getDouble("framesLookedAt", 1.0);
        }
    }

    private static void report(Map<Quality, List<Double>> seconds, Map<Quality, Double> looked) {
        double thorough = median(seconds.get(Quality.THOROUGH));
        System.out.printf(Locale.ROOT, "%-10s %9s %7s %10s%n", "quality", "seconds", "ratio", "looked at");
        Stream.of(Quality.values())
                .sorted(Comparator.reverseOrder())
                .forEach(quality -> System.out.printf(
                        Locale.ROOT,
                        "%-10s %9.2f %7.3f %9.1f%%%n",
                        quality.label(),
                        median(seconds.get(quality)),
                        median(seconds.get(quality)) / thorough,
                        100 * looked.get(quality)));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
