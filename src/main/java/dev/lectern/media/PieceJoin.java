package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins pieces: writes one after the other to ffmpeg's standard input, which copies the pictures and adds the sound of the recording.
 * Memory does not grow with their size.
 */
final class PieceJoin {

    private static final Logger LOG = LoggerFactory.getLogger(PieceJoin.class);
    private static final int CHUNK_BYTES = 1 << 16;
    /** When all is written, sound may be left to do, and the index moves to the front. */
    private static final double WRITTEN = 0.9;

    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final FfmpegBinaries binaries;
    private final List<Path> pieces;
    private final StepContext context;

    PieceJoin(FfmpegBinaries binaries, List<Path> pieces, StepContext context) {
        this.binaries = binaries;
        this.pieces = pieces;
        this.context = context;
    }

    /** Whether there are pieces, and all are such that can be joined. */
    boolean possible() throws TaskFailure {
        for (Path piece : pieces) {
            if (!PieceEncoder.joinable(piece)) {
                LOG.info("{} was not to be had on its own: the recording is converted in one go", piece.getFileName());
                return false;
            }
        }
        return !pieces.isEmpty();
    }

    /**
     * Joins them.
     *
     * @param conversion says what becomes of the sound
     * @throws TaskFailure interrupted if cancelled; transient if a piece cannot be read, or it took too long
     */
    ConversionRun run(Path recording, Inspection inspection, FileInfo info, Conversion conversion, Path out)
            throws TaskFailure {
        List<String> arguments = PieceCommands.join(conversion, recording, info.startSeconds(), out);
        Limits usual = ConversionRun.limits(recording, inspection);
        Limits limits = new Limits(usual.wall(), SILENCE, usual.memoryBytes(), usual.cpuSeconds(), usual.fileBytes());
        long all = size();
        try (MediaProcess process =
                MediaProcess.startFed(binaries, binaries.ffmpeg(), arguments, limits, context.cancel())) {
            long written = 0;
            for (Path piece : pieces) {
                written = write(piece, process, written, all);
            }
            close(process.input());
            return ConversionRun.ended(process);
        }
    }

    /** Answers how much is written after it; less than there is if ffmpeg has ended, whose code then says why. */
    private long write(Path piece, MediaProcess process, long before, long all) throws TaskFailure {
        byte[] chunk = new byte[CHUNK_BYTES];
        long written = before;
        try (InputStream in = Files.newInputStream(piece)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                process.expectProgress();
                if (!written(process.input(), chunk, read)) {
                    return written;
                }
                written += read;
                context.progress(WRITTEN * written / all);
            }
            return written;
        } catch (IOException e) {
            throw TaskFailure.transientFault("A piece of the video could not be read", e);
        }
    }

    private static boolean written(OutputStream out, byte[] chunk, int length) {
        try {
            out.write(chunk, 0, length);
            return true;
        } catch (IOException e) {
            LOG.debug("ffmpeg takes no more: {}", e.toString());
            return false;
        }
    }

    private static void close(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("ffmpeg took not all: {}", e.toString());
        }
    }

    private long size() throws TaskFailure {
        try {
            long sum = 0;
            for (Path piece : pieces) {
                sum += Files.size(piece);
            }
            return Math.max(1, sum);
        } catch (IOException e) {
            throw TaskFailure.transientFault("A piece of the video could not be read", e);
        }
    }
}
