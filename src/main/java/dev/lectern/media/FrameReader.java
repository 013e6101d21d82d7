package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of a segment: the first picture of each of its cells, upright, scaled to a given size, as packed BGR (three bytes a
 * pixel, rows from the top, no padding). What comes does not depend on where segments begin. Not thread safe; close it.
 *
 * <p>Pictures that cannot be decoded are left out. A file whose pictures change their size keeps giving frames of the same size.
 */
public final class FrameReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    /** Seeking this much earlier than needed costs little, and no picture near the start of a segment is missed. */
    private static final double SEEK_MARGIN_SECONDS = 0.5;
    /** What ffmpeg's exit code says for "invalid data" and "out of memory": the low byte of its error. */
    private static final int INVALID_DATA = 183;

    private static final int OUT_OF_MEMORY = 244;

    private final MediaProcess process;
    private final InputStream frames;
    private final FrameTimes times;
    private final Segment segment;
    private final int frameBytes;
    private final byte[] chunk = new byte[1 << 16];
    private long lastCell = -1;
    private long tMs = -1;
    private boolean ended;
    private boolean any;

    private FrameReader(MediaProcess process, FrameTimes times, Segment segment, int frameBytes) {
        this.process = process;
        this.frames = process.output();
        this.times = times;
        this.segment = segment;
        this.frameBytes = frameBytes;
    }

    /**
     * Opens a segment.
     *
     * @param width of the frames in pixels, at least 1
     * @param height of the frames in pixels, at least 1
     * @throws TaskFailure interrupted or transient; what is wrong with the file shows in {@link #next}
     */
    public static FrameReader open(
            FfmpegBinaries binaries,
            Path file,
            Inspection inspection,
            Segment segment,
            int width,
            int height,
            CancelToken cancel)
            throws TaskFailure {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("frames of " + width + "x" + height);
        }
        FrameTimes times = new FrameTimes();
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error"));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1", "-copyts", "-start_at_zero"));
        double seek = segment.startSeconds() - SEEK_MARGIN_SECONDS;
        if (inspection.exactSeek() && seek > 0) {
            arguments.addAll(List.of("-noaccurate_seek", "-ss", Cells.number(seek)));
        }
        arguments.addAll(List.of("-threads", "1", "-an", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(file));
        arguments.addAll(List.of("-map", "0:" + inspection.videoStream()));
        arguments.addAll(List.of("-vf", Cells.filter(segment) + ",scale=" + width + ":" + height + ":flags=bilinear"));
        arguments.addAll(List.of(times.options()));
        arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        MediaProcess process = MediaProcess.start(
                binaries, binaries.ffmpeg(), arguments, Limits.WHOLE, cancel, times::line, times::end);
        return new FrameReader(process, times, segment, Math.multiplyExact(Math.multiplyExact(width, height), 3));
    }

    /**
     * Reads the next frame.
     *
     * @param target receives the pixels from its position 0 on; its position is then 0 and its limit the end of the frame
     * @return false after the last one; {@code target} is then undefined
     * @throws TaskFailure interrupted if cancelled; permanent if not a single picture of the recording can be decoded; transient if
     *     the reading broke off
     */
    public boolean next(ByteBuffer target) throws TaskFailure {
        while (!ended) {
            process.expectProgress();
            boolean frame = fill(target);
            if (!frame) {
                ended = true;
                finish();
                return false;
            }
            FrameTimes.Time time = timeOfFrame();
            process.expectNothing();
            DecodedPictures.add(1);
            any = true;
            long cell = Cells.of(time.seconds(), segment.sampleFps());
            // When pictures change their size ffmpeg starts its filters anew and they forget which cell was the last.
            if (cell > lastCell && time.ms() >= 0) {
                lastCell = cell;
                tMs = time.ms();
                return true;
            }
        }
        return false;
    }

    /** Presentation time of the frame that {@link #next} gave last, in milliseconds from the start of the recording. */
    public long tMs() {
        return tMs;
    }

    /** The cell of the sampling grid of that frame, from 0. */
    public long cell() {
        return lastCell;
    }

    private boolean fill(ByteBuffer target) throws TaskFailure {
        target.clear().limit(frameBytes);
        try {
            while (target.hasRemaining()) {
                int read = frames.read(chunk, 0, Math.min(chunk.length, target.remaining()));
                if (read < 0) {
                    break;
                }
                target.put(chunk, 0, read);
                process.expectProgress();
            }
        } catch (IOException e) {
            // The child was killed; finish() says why.
            return false;
        }
        boolean whole = !target.hasRemaining();
        target.flip();
        return whole;
    }

    private FrameTimes.Time timeOfFrame() throws TaskFailure {
        try {
            FrameTimes.Time time = times.next();
            if (time == null) {
                process.throwIfKilled();
                throw TaskFailure.bug(new IllegalStateException("a frame without a time: " + process.complaint()));
            }
            return time;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    private void finish() throws TaskFailure {
        int code = process.await();
        if (code == OUT_OF_MEMORY) {
            throw TaskFailure.permanent(Sentences.TOO_MUCH_MEMORY);
        }
        if (code != 0 && !(code == INVALID_DATA && any)) {
            LOG.info("ffmpeg ended with {}: {}", code, process.complaint());
            if (!any && code == INVALID_DATA) {
                throw TaskFailure.permanent(Sentences.DAMAGED);
            }
            throw TaskFailure.transientFault("Reading the recording broke off", null);
        }
        timesAgree();
        if (!any && segment.firstCell() == 0 && segment.open()) {
            throw TaskFailure.permanent(Sentences.DAMAGED);
        }
    }

    private void timesAgree() throws TaskFailure {
        try {
            if (times.next() != null) {
                throw TaskFailure.bug(new IllegalStateException("a time without a frame: " + process.complaint()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
