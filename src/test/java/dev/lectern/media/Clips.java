package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small recordings of a moving test picture, made with the bundled ffmpeg. */
final class Clips {

    static final FfmpegBinaries BINARIES = FfmpegBinaries.bundled();

    private Clips() {}

    /** A recording of {@code seconds}, 320x180 at 25 pictures a second, with {@code options} for the output. */
    static Path clip(Path out, int seconds, String... options) throws TaskFailure {
        return clip(out, "testsrc2=size=320x180:rate=25:duration=" + seconds, options);
    }

    /** A recording of what the filter {@code source} shows. */
    static Path clip(Path out, String source, String... options) throws TaskFailure {
        List<String> arguments = new ArrayList<>(List.of("-filter_complex", source + "[v]", "-map", "[v]"));
        arguments.addAll(List.of(options));
        run(arguments, out);
        return out;
    }

    /** As {@link #clip}, with a tone. */
    static Path clipWithSound(Path out, int seconds, String... options) throws TaskFailure {
        List<String> arguments = new ArrayList<>(List.of(
                "-filter_complex",
                "testsrc2=size=320x180:rate=25:duration=" + seconds + "[v];sine=frequency=440:duration=" + seconds
                        + "[a]",
                "-map",
                "[v]",
                "-map",
                "[a]"));
        arguments.addAll(List.of(options));
        run(arguments, out);
        return out;
    }

    /** A copy of {@code in} without encoding. */
    static Path copy(Path in, Path out, List<String> inputOptions, String... options) throws TaskFailure {
        List<String> arguments = new ArrayList<>(inputOptions);
        arguments.addAll(List.of("-i", in.toString(), "-map", "0", "-c", "copy"));
        arguments.addAll(List.of(options));
        run(arguments, out);
        return out;
    }

    private static void run(List<String> arguments, Path out) throws TaskFailure {
        List<String> all = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error", "-y"));
        all.addAll(arguments);
        all.add(out.toString());
        Limits limits = Limits.WHOLE.withWall(Duration.ofMinutes(2));
        try (MediaProcess process = MediaProcess.start(BINARIES, BINARIES.ffmpeg(), all, limits, new CancelToken())) {
            assertThat(process.await()).as(process.complaint()).isZero();
        }
    }
}
