package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a copy of a recording that every browser plays: H.264 and AAC in an MP4 whose index is in front. What is right already is
 * copied without loss. Times stay those of the recording, with its start at 0. Thread safe.
 */
public final class Transcoder {

    private static final Logger LOG = LoggerFactory.getLogger(Transcoder.class);

    private final FfmpegBinaries binaries;

    public Transcoder(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /** Makes the whole of it from the recording alone, see {@link #makePlayable(Path, Inspection, List, Path, StepContext)}. */
    public void makePlayable(Path in, Inspection inspection, Path out, StepContext context) throws TaskFailure {
        makePlayable(in, inspection, List.of(), out, context);
    }

    /**
     * Writes {@code out}, which is whole when this returns and absent when it throws.
     *
     * @param in the recording
     * @param inspection of that recording
     * @param pieces all that {@link PieceEncoder} makes of it, in their order; empty if everything is to be made here
     * @throws TaskFailure permanent if it cannot be converted, interrupted if cancelled, transient if something around it failed
     */
    public void makePlayable(Path in, Inspection inspection, List<Path> pieces, Path out, StepContext context)
            throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(in, context.cancel());
        List<Conversion> attempts = Conversion.attempts(info, inspection);
        boolean done = false;
        try {
            done = join(in, inspection, info, attempts, pieces, out, context)
                    || convert(in, inspection, attempts, out, context);
        } finally {
            if (!done) {
                delete(out);
            }
        }
        if (!done) {
            throw TaskFailure.permanent(Sentences.NOT_CONVERTED);
        }
        context.progress(1);
    }

    private boolean join(
            Path in,
            Inspection inspection,
            FileInfo info,
            List<Conversion> attempts,
            List<Path> pieces,
            Path out,
            StepContext context)
            throws TaskFailure {
        PieceJoin join = new PieceJoin(binaries, inspection, pieces, context);
        for (PieceJoin.Way way : join.ways(attempts)) {
            ConversionRun run = join.run(in, inspection, info, way, out);
            if (good(run, in, inspection, way.conversion(), out, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean convert(Path in, Inspection inspection, List<Conversion> attempts, Path out, StepContext context)
            throws TaskFailure {
        double length = Math.max(1, inspection.durationMs()) / 1000.0;
        for (Conversion conversion : attempts) {
            ConversionRun run = ConversionRun.of(
                    binaries,
                    conversion.arguments(in, out),
                    ConversionRun.limits(in, inspection),
                    context,
                    reached -> context.progress(Math.max(0, Math.min(1, reached.seconds() / length))));
            if (good(run, in, inspection, conversion, out, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean good(
            ConversionRun run, Path in, Inspection inspection, Conversion conversion, Path out, StepContext context)
            throws TaskFailure {
        if (run.succeeded() && plausible(out, inspection, conversion, context)) {
            return true;
        }
        run.checkRoom();
        LOG.info("{} of {} failed: {}", conversion, in.getFileName(), run);
        return false;
    }

    /** ffmpeg may end with code 0 and an empty file, or copy times that no browser plays: what counts is what can be read back. */
    private boolean plausible(Path out, Inspection inspection, Conversion conversion, StepContext context)
            throws TaskFailure {
        try {
            Inspection made = new Inspector(binaries).inspect(out, new Quiet(context.cancel()));
            double slack = Math.max(2000, 2000 / inspection.fps());
            return made.durationMs() >= inspection.durationMs() / 2 - slack
                    && made.durationMs() <= inspection.durationMs() * 1.1 + slack
                    && (conversion.encodeVideo() || made.playability() == Playability.AS_IS);
        } catch (TaskFailure e) {
            if (e.kind() == TaskFailure.Kind.PERMANENT) {
                return false;
            }
            throw e;
        }
    }

    /** Reading back is no progress of its own. */
    private record Quiet(CancelToken cancel) implements StepContext {
        @Override
        public void progress(double fraction) {
            // Nobody is told.
        }
    }

    private static void delete(Path out) {
        try {
            Files.deleteIfExists(out);
        } catch (IOException e) {
            LOG.warn("{} could not be removed", out, e);
        }
    }
}
