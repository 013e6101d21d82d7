package dev.lectern.testing;

import dev.lectern.detect.convert.Attributes;
import dev.lectern.detect.convert.OnnxGraph;
import dev.lectern.media.FfmpegBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that tests make for themselves with the bundled ffmpeg, and the project's sample. */
public final class Clips {

    public static final FfmpegBinaries BINARIES = FfmpegBinaries.bundled();

    private static final int CROWD = 40;

    private Clips() {}

    /** The project's sample: one person, 27 s, playable as it is. */
    public static Path sample() {
        return Path.of("docs", "sample", "lecture.mp4").toAbsolutePath();
    }

    /**
     * The sample with a second lecturer, who comes in at 5 s and walks to the left behind the first one: the same cut-out, mirrored, smaller and
     * in blue.
     */
    public static Path twoLecturers(Path folder) {
        Path cutOut = sample().resolveSibling("lecturer.png");
        String blue =
                "[1:v]hflip,scale=-2:260,format=rgba,split[a][b];[b]crop=iw:ih-104:0:104,hue=h=200:s=0.8[c];[a][c]overlay=0:104[p];";
        String walk =
                "if(lt(t,5),W,if(lt(t,8),W-(t-5)*110,if(lt(t,16),W-330-20*sin(t),if(lt(t,23),W-330-(t-16)*95,W-995))))";
        return make(
                folder.resolve("two-lecturers.mp4"),
                "-i",
                sample().toString(),
                "-loop",
                "1",
                "-framerate",
                "25",
                "-i",
                cutOut.toString(),
                "-filter_complex",
                blue + "[0:v][p]overlay=x='" + walk + "':y=215:shortest=1,format=yuv420p[v]",
                "-map",
                "[v]",
                "-map",
                "0:a",
                "-c:v",
                "libopenh264",
                "-b:v",
                "900k",
                "-c:a",
                "copy",
                "-movflags",
                "+faststart");
    }

    /** The first {@code seconds} of the sample's picture in a codec that no browser plays, with sound. */
    public static Path toTranscode(Path folder, int seconds) {
        return unplayable(
                folder.resolve("to-transcode-" + seconds + ".mov"),
                "-t",
                Integer.toString(seconds),
                "-i",
                sample().toString());
    }

    /**
     * {@code seconds} of the sample's picture, from its beginning again when it is over, in a codec that no browser plays, with sound:
     * long enough, and it is encoded in pieces.
     *
     * @param height in pixels
     */
    public static Path toEncodeInPieces(Path folder, int seconds, int height) {
        return unplayable(
                folder.resolve("to-encode-" + seconds + "-" + height + ".mov"),
                "-stream_loop",
                "-1",
                "-t",
                Integer.toString(seconds),
                "-i",
                sample().toString(),
                "-vf",
                "scale=-2:" + height);
    }

    private static Path unplayable(Path out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-c:v", "mpeg4", "-q:v", "4", "-bf", "2", "-c:a", "pcm_s16le"));
        return make(out, all.toArray(String[]::new));
    }

    /** Three seconds of the sample with one person in every picture: what {@code filter} makes of them, with options. */
    public static Path lecture(Path out, String filter, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-ss", "10", "-t", "3", "-i", sample().toString()));
        arguments.addAll(List.of("-vf", filter));
        arguments.addAll(List.of(options));
        return make(out, arguments.toArray(String[]::new));
    }

    /** {@link #lecture} that every browser plays as it is, 320x180. */
    public static Path playable(Path out) {
        return lecture(out, "scale=320:180", "-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart");
    }

    /** Minutes of 64x64 pixels at 30 pictures per second. */
    public static Path longAndTiny(Path folder) {
        return clip(
                folder.resolve("long-and-tiny.mp4"),
                "testsrc2=size=64x64:rate=30:duration=400",
                "-c:v",
                "libopenh264",
                "-movflags",
                "+faststart");
    }

    /** A recording of {@code seconds}, 320x180 at 25 pictures a second, with {@code options} for the output. */
    public static Path clip(Path out, int seconds, String... options) {
        return clip(out, "testsrc2=size=320x180:rate=25:duration=" + seconds, options);
    }

    /** A recording of what the filter {@code source} shows. */
    public static Path clip(Path out, String source, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-filter_complex", source + "[v]", "-map", "[v]"));
        arguments.addAll(List.of(options));
        return make(out, arguments.toArray(String[]::new));
    }

    /** As {@link #clip}, with a tone. */
    public static Path clipWithSound(Path out, int seconds, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-filter_complex",
                "testsrc2=size=320x180:rate=25:duration=" + seconds + "[v];sine=frequency=440:duration=" + seconds
                        + "[a]",
                "-map",
                "[v]",
                "-map",
                "[a]"));
        arguments.addAll(List.of(options));
        return make(out, arguments.toArray(String[]::new));
    }

    /** A copy of {@code in} without encoding. */
    public static Path copy(Path in, Path out, List<String> inputOptions, String... options) {
        List<String> arguments = new ArrayList<>(inputOptions);
        arguments.addAll(List.of("-i", in.toString(), "-map", "0", "-c", "copy"));
        arguments.addAll(List.of(options));
        return make(out, arguments.toArray(String[]::new));
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
    public static Path make(Path target, String... arguments) {
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        all.addAll(List.of(arguments));
        all.add(target.toString());
        run(BINARIES.ffmpeg(), all.toArray(String[]::new));
        return target;
    }

    /** What ffprobe or ffmpeg says to these arguments; fails if it fails. */
    public static String run(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(BINARIES.environment());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
