package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins pieces: writes those of pictures one after the other to ffmpeg's standard input, which copies them and adds the sound. Memory
 * does not grow with their size.
 */
final class PieceJoin {

    private static final Logger LOG = LoggerFactory.getLogger(PieceJoin.class);
    private static final int CHUNK_BYTES = 1 << 16;
    /** When all is written, sound may be left to do, and the index moves to the front. */
    private static final double WRITTEN = 0.9;

    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final FfmpegBinaries binaries;
    private final StepContext context;
    private final List<Path> pictures = new ArrayList<>();
    private Optional<Path> sound = Optional.empty();

    /** @param pieces those of the plan, or none */
    PieceJoin(FfmpegBinaries binaries, Inspection inspection, List<Path> pieces, StepContext context) {
        this.binaries = binaries;
        this.context = context;
        if (!pieces.isEmpty()) {
            PiecePlan.of(inspection).forEach(piece -> add(piece, pieces.get(piece.index())));
        }
    }

    private void add(Piece piece, Path file) {
        if (piece.sound()) {
            sound = Optional.of(file);
        } else {
            pictures.add(file);
        }
    }

    /**
     * One way to join.
     *
     * @param conversion what is to come of it
     * @param sound what the sound was encoded to; empty if it is taken from the recording, or left out, as the conversion says
     */
    record Way(Conversion conversion, Optional<Path> sound) {}

    /**
     * What to try, the best first; nothing if there are no pieces, or one of pictures cannot be joined. Sound that was not to be had on
     * its own is tried once more together with the pictures, which need not be encoded again for that.
     */
    List<Way> ways(List<Conversion> attempts) throws TaskFailure {
        for (Path piece : pictures) {
            if (!PieceEncoder.joinable(piece)) {
                LOG.info("{} was not to be had on its own: the recording is converted in one go", piece.getFileName());
                return List.of();
            }
        }
        boolean heard = sound.isPresent() && PieceEncoder.joinable(sound.get());
        List<Way> ways = new ArrayList<>();
        for (Conversion attempt : attempts) {
            if (pictures.isEmpty() || !attempt.encodeVideo()) {
                continue;
            }
            if (heard && attempt.encodeAudio() && attempt.audioStream() >= 0) {
                ways.add(new Way(attempt, sound));
            }
            ways.add(new Way(attempt, Optional.empty()));
        }
        return ways;
    }

    /**
     * Joins them.
     *
     * @throws TaskFailure interrupted if cancelled; transient if a piece cannot be read, or it took too long
     */
    ConversionRun run(Path recording, Inspection inspection, FileInfo info, Way way, Path out) throws TaskFailure {
        List<String> arguments = way.sound().isPresent()
                ? PieceCommands.join(way.conversion(), way.sound().get(), out)
                : PieceCommands.join(way.conversion(), recording, info.startSeconds(), out);
        Limits usual = ConversionRun.limits(recording, inspection);
        Limits limits = new Limits(usual.wall(), SILENCE, usual.memoryBytes(), usual.cpuSeconds(), usual.fileBytes());
        long all = size();
        try (MediaProcess process =
                MediaProcess.startFed(binaries, binaries.ffmpeg(), arguments, limits, context.cancel())) {
            long written = 0;
            for (Path piece : pictures) {
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
            for (Path piece : pictures) {
                sum += Files.size(piece);
            }
            return Math.max(1, sum);
        } catch (IOException e) {
            throw TaskFailure.transientFault("A piece of the video could not be read", e);
        }
    }
}
