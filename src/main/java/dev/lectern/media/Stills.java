package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Single pictures of a recording, upright and scaled, as packed BGR (three bytes a pixel, rows from the top, no padding). Thread safe. */
public final class Stills {

    private final FfmpegBinaries binaries;

    public Stills(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * Reads the key picture before a moment: one picture is decoded instead of many.
     *
     * @param second the moment, in seconds from the start of the recording
     * @param pixels receives {@code width * height * 3} bytes
     * @return whether there was such a picture; if not, {@code pixels} are undefined
     * @throws TaskFailure interrupted if cancelled; transient if reading took too long
     */
    public boolean near(
            double second,
            Path recording,
            Inspection inspection,
            int width,
            int height,
            byte[] pixels,
            CancelToken cancel)
            throws TaskFailure {
        return near(second, recording, inspection, width, height, pixels, Limits.WHOLE, cancel);
    }

    /**
     * Reads the picture that is shown at a moment, for which all from the key picture before on are decoded. Parameters, result and
     * exceptions as for {@link #near}.
     */
    public boolean at(
            double second,
            Path recording,
            Inspection inspection,
            int width,
            int height,
            byte[] pixels,
            CancelToken cancel)
            throws TaskFailure {
        List<String> seek = List.of("-ss", Cells.number(second));
        return read(seek, recording, inspection, width, height, pixels, Limits.WHOLE, cancel);
    }

    boolean near(
            double second,
            Path recording,
            Inspection inspection,
            int width,
            int height,
            byte[] pixels,
            Limits limits,
            CancelToken cancel)
            throws TaskFailure {
        List<String> seek = second > 0 ? List.of("-noaccurate_seek", "-ss", Cells.number(second)) : List.of();
        return read(seek, recording, inspection, width, height, pixels, limits, cancel);
    }

    private boolean read(
            List<String> seek,
            Path recording,
            Inspection inspection,
            int width,
            int height,
            byte[] pixels,
            Limits limits,
            CancelToken cancel)
            throws TaskFailure {
        if (pixels.length != width * height * 3) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + width + "x" + height);
        }
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error"));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1", "-threads", "1"));
        arguments.addAll(seek);
        arguments.addAll(List.of("-an", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(recording));
        arguments.addAll(List.of("-map", "0:" + inspection.videoStream(), "-frames:v", "1"));
        arguments.addAll(List.of("-vf", "scale=" + width + ":" + height + ":flags=area"));
        arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        try (MediaProcess process = MediaProcess.start(binaries, binaries.ffmpeg(), arguments, limits, cancel)) {
            process.expectProgress();
            boolean whole = process.output().readNBytes(pixels, 0, pixels.length) == pixels.length;
            process.expectNothing();
            DecodedPictures.add(whole ? 1 : 0);
            if (!whole) {
                process.throwIfKilled();
            }
            return whole;
        } catch (IOException e) {
            cancel.check();
            throw TaskFailure.transientFault("Reading the recording broke off", e);
        }
    }
}
