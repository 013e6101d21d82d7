package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an MP4 that every browser plays of pictures that we drew and the sound of a recording. The pictures go to ffmpeg as raw video
 * through a pipe. Not thread safe; close it.
 */
public final class VideoWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VideoWriter.class);

    private final MediaProcess process;
    private final OutputStream pictures;
    private final CancelToken cancel;
    private final int frameBytes;

    private VideoWriter(MediaProcess process, CancelToken cancel, int frameBytes) {
        this.process = process;
        this.pictures = process.input();
        this.cancel = cancel;
        this.frameBytes = frameBytes;
    }

    /**
     * Begins a video.
     *
     * @param out where to write; whole after {@link #finish()}, to be thrown away otherwise
     * @param sound the file whose sound is to be heard, if it has any; copied without loss if browsers play it
     * @param inspection of the recording, to know how long it is
     * @throws TaskFailure permanent if {@code sound} cannot be read, interrupted or transient
     */
    public static VideoWriter open(
            FfmpegBinaries binaries, Path out, VideoShape shape, Path sound, Inspection inspection, CancelToken cancel)
            throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(sound, cancel);
        long bits = Conversion.bitsPerSecond((double) shape.width() * shape.height(), shape.fps());
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error", "-y"));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1"));
        arguments.addAll(List.of("-f", "rawvideo", "-pixel_format", "bgr24", "-framerate", shape.rate()));
        arguments.addAll(List.of("-video_size", shape.width() + "x" + shape.height(), "-i", "pipe:0"));
        if (info.audioStream() >= 0) {
            arguments.addAll(List.of("-vn", "-sn", "-dn"));
            arguments.addAll(SafeInput.arguments(sound));
        }
        arguments.addAll(List.of("-map", "0:v", "-c:v", "libopenh264", "-b:v", Long.toString(bits)));
        arguments.addAll(List.of("-profile:v", "high", "-rc_mode", "bitrate", "-allow_skip_frames", "0"));
        arguments.addAll(List.of("-threads", "1", "-g", "250", "-force_key_frames", "expr:gte(t,n_forced*2)"));
        // Said aloud, so that players need not guess from the size what the colours mean.
        arguments.addAll(List.of("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"));
        arguments.addAll(List.of("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"));
        if (info.audioStream() >= 0) {
            arguments.addAll(List.of("-map", "1:" + info.audioStream()));
            arguments.addAll(
                    Browsers.playsSound(info)
                            ? List.of("-c:a", "copy")
                            : List.of("-c:a", "aac", "-b:a", Long.toString(Conversion.AUDIO_BITS), "-ac", "2"));
        }
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        arguments.addAll(List.of("-movflags", "+faststart", "-f", "mp4", "file:" + out.toAbsolutePath()));
        MediaProcess process = MediaProcess.startFed(
                binaries, binaries.ffmpeg(), arguments, limits(sound, bits, inspection.durationMs()), cancel);
        return new VideoWriter(process, cancel, shape.frameBytes());
    }

    /**
     * Adds one picture.
     *
     * @param frame packed BGR, {@link VideoShape#frameBytes()} of it
     * @throws TaskFailure interrupted if cancelled, transient if the encoder ended
     */
    public void write(byte[] frame) throws TaskFailure {
        process.expectProgress();
        try {
            pictures.write(frame, 0, frameBytes);
        } catch (IOException e) {
            throw brokeOff(e);
        }
        process.expectNothing();
    }

    /**
     * No picture follows: waits until the video is whole.
     *
     * @throws TaskFailure interrupted if cancelled, transient if it could not be written
     */
    public void finish() throws TaskFailure {
        try {
            pictures.close();
        } catch (IOException e) {
            throw brokeOff(e);
        }
        int code = process.await();
        if (code != 0) {
            throw brokeOff(null);
        }
    }

    private TaskFailure brokeOff(IOException cause) throws TaskFailure {
        cancel.check();
        process.throwIfKilled();
        LOG.info("the encoder ended: {}", process.complaint());
        return TaskFailure.transientFault(Sentences.NOT_WRITTEN, cause);
    }

    private static Limits limits(Path sound, long bits, long durationMs) throws TaskFailure {
        try {
            long bytes = (64L << 20) + Files.size(sound) + bits * 3 * (durationMs / 1000 + 1) / 8;
            // Moving the index to the front of a long video is silent for a while.
            return new Limits(
                    Limits.WHOLE.wall(),
                    Duration.ofMinutes(5),
                    Limits.WHOLE.memoryBytes(),
                    Limits.WHOLE.cpuSeconds(),
                    bytes);
        } catch (IOException e) {
            throw TaskFailure.transientFault("The recording could not be read", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
