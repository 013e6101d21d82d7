package dev.lectern.testing;

import dev.lectern.media.FfmpegBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that tests make for themselves with the bundled ffmpeg, and the project's sample. */
public final class Clips {

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
