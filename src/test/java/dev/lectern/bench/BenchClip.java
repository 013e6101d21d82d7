package dev.lectern.bench;

import dev.lectern.media.FfmpegBinaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The sample recording, again and again until it is long enough. The pictures are copied, not encoded anew. */
final class BenchClip {

    private static final Path SAMPLE = Path.of("docs", "sample", "lecture.mp4");

    private BenchClip() {}

    static Path make(FfmpegBinaries binaries, Path folder, int seconds) throws IOException, InterruptedException {
        Path clip = folder.resolve("clip.mp4");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                binaries.ffmpeg().toString(),
                "-v",
                "error",
                "-nostdin",
                "-stream_loop",
                "-1",
                "-i",
                SAMPLE.toAbsolutePath().toString(),
                "-t",
                Integer.toString(seconds),
                "-map",
                "0:v",
                "-c",
                "copy",
                clip.toString()));
        builder.environment().putAll(binaries.environment());
        int code = builder.inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("ffmpeg ended with " + code);
        }
        return clip;
    }
}
