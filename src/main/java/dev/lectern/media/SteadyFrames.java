package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pictures of a recording at a steady rate, upright and scaled to a given size, as packed BGR (three bytes a pixel, rows from the
 * top, no padding): frame n is what is to be seen at n/fps seconds from the start of the recording. Pictures are repeated or left
 * out where the recording has another rate. Not thread safe; close it.
 */
public final class SteadyFrames implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyFrames.class);
    private static final int INVALID_DATA = 183;

    private final MediaProcess process;
    private final int frameBytes;
    private boolean any;

    private SteadyFrames(MediaProcess process, int frameBytes) {
        this.process = process;
        this.frameBytes = frameBytes;
    }

    /**
     * Opens a recording.
     *
     * @param shape size and rate of the frames
     * @throws TaskFailure interrupted or transient; what is wrong with the file shows in {@link #next}
     */
    public static SteadyFrames open(
            FfmpegBinaries binaries, Path file, Inspection inspection, VideoShape shape, CancelToken cancel)
            throws TaskFailure {
        Objects.requireNonNull(shape);
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error"));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1", "-copyts", "-start_at_zero"));
        arguments.addAll(List.of("-threads", "1", "-an", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(file));
        arguments.addAll(List.of("-map", "0:" + inspection.videoStream()));
        arguments.addAll(List.of(
                "-vf",
                (inspection.interlaced() ? "bwdif=mode=send_frame," : "") + "fps=fps=" + shape.rate()
                        + ":start_time=0,scale=" + shape.width() + ":" + shape.height() + ":flags=bicubic"));
        arguments.addAll(List.of("-fps_mode", "passthrough"));
        arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        MediaProcess process = MediaProcess.start(binaries, binaries.ffmpeg(), arguments, Limits.WHOLE, cancel);
        return new SteadyFrames(process, shape.frameBytes());
    }

    /**
     * Reads the next frame.
     *
     * @param target receives it; at least {@link VideoShape#frameBytes()} long
     * @return false after the last one; {@code target} is then undefined
     * @throws TaskFailure interrupted if cancelled; permanent if not a single picture of the recording can be decoded; transient if
     *     the reading broke off
     */
    public boolean next(byte[] target) throws TaskFailure {
        process.expectProgress();
        int read = 0;
        try {
            read = process.output().readNBytes(target, 0, frameBytes);
        } catch (IOException e) {
            // The child was killed; finish() says why.
            LOG.debug("no further frame: {}", e.toString());
        }
        process.expectNothing();
        if (read == frameBytes) {
            DecodedPictures.add(1);
            any = true;
            return true;
        }
        finish();
        return false;
    }

    private void finish() throws TaskFailure {
        int code = process.await();
        if (code != 0 && !(code == INVALID_DATA && any)) {
            LOG.info("ffmpeg ended with {}: {}", code, process.complaint());
            if (code == INVALID_DATA) {
                throw TaskFailure.permanent(Sentences.DAMAGED);
            }
            throw TaskFailure.transientFault("Reading the recording broke off", null);
        }
        if (!any) {
            throw TaskFailure.permanent(Sentences.DAMAGED);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
