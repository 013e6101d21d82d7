package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decodes a segment and throws the pictures away: what {@link FrameReader} would cost if choosing, scaling and passing on were free. */
public final class BareDecode {

    private BareDecode() {}

    /** Decodes on one thread; returns when all is decoded. */
    public static void run(FfmpegBinaries binaries, Path file, Inspection inspection, Segment segment)
            throws TaskFailure {
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error"));
        arguments.addAll(List.of("-ss", Cells.number(segment.startSeconds())));
        if (!segment.open()) {
            arguments.addAll(List.of("-t", Cells.number(segment.endSeconds() - segment.startSeconds())));
        }
        arguments.addAll(List.of("-threads", "1", "-an", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(file));
        arguments.addAll(List.of("-map", "0:" + inspection.videoStream(), "-f", "null", "-"));
        try (MediaProcess process =
                MediaProcess.start(binaries, binaries.ffmpeg(), arguments, Limits.WHOLE, new CancelToken())) {
            int code = process.await();
            if (code != 0) {
                throw new IllegalStateException("ffmpeg ended with " + code + ": " + process.complaint());
            }
        }
    }
}
