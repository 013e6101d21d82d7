package dev.lectern.testing;

import dev.lectern.detect.convert.Attributes;
import dev.lectern.detect.convert.OnnxGraph;
import dev.lectern.media.FfmpegBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that tests make for themselves with the bundled ffmpeg, and the project's sample. */
public final class Clips {

    private static final int CROWD = 40;

    private Clips() {}

    /** The project's sample: one person, 27 s, playable as it is. */
    public static Path sample() {
        return Path.of("docs", "sample", "lecture.mp4").toAbsolutePath();
    }

    /** The sample's picture in a codec that no browser plays, with sound: takes a few seconds to encode again. */
    public static Path toTranscode(Path folder) throws IOException, InterruptedException {
        return make(
                folder.resolve("to-transcode.mov"),
                "-i",
                sample().toString(),
                "-c:v",
                "mpeg4",
                "-q:v",
                "4",
                "-bf",
                "2",
                "-c:a",
                "pcm_s16le");
    }

    /** Twenty minutes of 64x64 pixels at 30 pictures per second. */
    public static Path longAndTiny(Path folder) throws IOException, InterruptedException {
        return make(
                folder.resolve("long-and-tiny.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=64x64:rate=30:duration=1200",
                "-c:v",
                "libopenh264",
                "-movflags",
                "+faststart");
    }

    /** A model that sees the same crowd in every picture, in no time. */
    public static Path crowdModel(Path folder) throws IOException {
        int most = 300;
        int columns = 6;
        float[] rows = new float[most * columns];
        for (int person = 0; person < CROWD; person++) {
            int x = 8 * (person % 8);
            int y = 12 * (person / 8);
            float[] row = {x, y, x + 6, y + 11, 0.9f, 0};
            System.arraycopy(row, 0, rows, person * columns, columns);
        }
        OnnxGraph graph = new OnnxGraph("crowd").input("picture", "1", "3", "64", "64");
        String mean = graph.node("ReduceMean", Attributes.none().integer("keepdims", 0), "picture");
        String nothing = graph.node("Mul", Attributes.none(), mean, graph.floats(new long[0], 0));
        String crowd = graph.floats(new long[] {1, most, columns}, rows);
        graph.output("output0", graph.node("Add", Attributes.none(), crowd, nothing), "1", "300", "6");
        return Files.write(folder.resolve("crowd.onnx"), graph.toBytes());
    }

    /** Runs the bundled ffmpeg to make a file. */
    public static Path make(Path target, String... arguments) throws IOException, InterruptedException {
        FfmpegBinaries binaries = FfmpegBinaries.bundled();
        List<String> command = new ArrayList<>(
                List.of(binaries.ffmpeg().toString(), "-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(List.of(arguments));
        command.add(target.toString());
        Files.createDirectories(target.getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(binaries.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        return target;
    }
}
