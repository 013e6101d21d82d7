package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of a segment: the first picture of each of its cells, upright, scaled to a given size, as packed BGR (three bytes a
 * pixel, rows from the top, no padding). What comes does not depend on where segments begin. Not thread safe; close it.
 *
 * <p>If hardware decodes and anything is wrong, the segment is read again in software, and frames that were given already are not given again.
 *
 * <p>Pictures that cannot be decoded are left out. A file whose pictures change their size keeps giving frames of the same size.
 */
public final class FrameReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    /** What ffmpeg's exit code says for "invalid data" and "out of memory": the low byte of its error. */
    private static final int INVALID_DATA = 183;

    private static final int OUT_OF_MEMORY = 244;

    private final FfmpegBinaries binaries;
    private final FrameCommand command;
    private final CancelToken cancel;
    private final byte[] chunk = new byte[1 << 16];
    private Reading reading;
    private long lastCell = -1;
    private long tMs = -1;
    private boolean ended;
    private boolean any;

    private FrameReader(FfmpegBinaries binaries, FrameCommand command, CancelToken cancel) throws TaskFailure {
        this.binaries = binaries;
        this.command = command;
        this.cancel = cancel;
        reading = Reading.start(binaries, command, cancel);
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
        return new FrameReader(binaries, FrameCommand.of(file, inspection, segment, width, height), cancel);
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
        if (!reading.onHardware()) {
            return read(target);
        }
        long before = lastCell;
        try {
            boolean frame = read(target);
            if (!reading.complained()) {
                return frame;
            }
        } catch (TaskFailure failure) {
            if (failure.kind() == TaskFailure.Kind.INTERRUPTED) {
                throw failure;
            }
        }
        readInSoftware(before);
        return read(target);
    }

    /** Frames of cells up to {@code last} were given, and are not given again. */
    private void readInSoftware(long last) throws TaskFailure {
        LOG.warn(
                "{} failed, and the rest of this segment is read in software: {}",
                binaries.hardware().orElseThrow(),
                reading.complaint());
        reading.close();
        reading = Reading.inSoftware(binaries, command, cancel);
        lastCell = last;
        ended = false;
        any = false;
    }

    private boolean read(ByteBuffer target) throws TaskFailure {
        MediaProcess process = reading.process();
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
            long cell = Cells.of(time.seconds(), command.segment().sampleFps());
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
        target.clear().limit(command.frameBytes());
        try {
            while (target.hasRemaining()) {
                int read = reading.frames().read(chunk, 0, Math.min(chunk.length, target.remaining()));
                if (read < 0) {
                    break;
                }
                target.put(chunk, 0, read);
                reading.process().expectProgress();
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
            FrameTimes.Time time = reading.times().next();
            if (time == null) {
                reading.process().throwIfKilled();
                throw TaskFailure.bug(new IllegalStateException(
                        "a frame without a time: " + reading.process().complaint()));
            }
            return time;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    private void finish() throws TaskFailure {
        MediaProcess process = reading.process();
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
        if (!any && command.segment().firstCell() == 0 && command.segment().open()) {
            throw TaskFailure.permanent(Sentences.DAMAGED);
        }
    }

    private void timesAgree() throws TaskFailure {
        try {
            if (reading.times().next() != null) {
                throw TaskFailure.bug(new IllegalStateException(
                        "a time without a frame: " + reading.process().complaint()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
