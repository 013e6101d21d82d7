package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a recording playable as one command of ffmpeg does, with the settings that {@link Transcoder} uses, and looks at nothing afterwards. */
public final class BareEncode {

    private BareEncode() {}

    /**
     * Runs the command.
     *
     * @param threads how many the decoder may use, and the encoder; the program itself has more, for reading, filters and sound
     */
    public static void run(FfmpegBinaries binaries, Path in, Inspection inspection, int threads, Path out)
            throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(in, new CancelToken());
        Conversion conversion = Conversion.attempts(info, inspection).get(0);
        List<String> arguments = new ArrayList<>(conversion.arguments(in, out));
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("-threads")) {
                arguments.set(i + 1, Integer.toString(threads));
            }
        }
        ConversionRun run = ConversionRun.of(
                binaries, arguments, ConversionRun.limits(in, inspection), new TestStep(), reached -> {});
        if (!run.succeeded()) {
            throw new IllegalStateException(run.toString());
        }
    }
}
