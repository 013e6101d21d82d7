package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /** ENOSPC, as ffmpeg ends with it, and as the C library says it: the disk is to blame then, and not the recording. */
    private static final int NO_SPACE = 256 - 28;

    private static final String NO_SPACE_LEFT = "No space left on device";

    private final FfmpegBinaries binaries;

    public Transcoder(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * Writes {@code out}, which is whole when this returns and absent when it throws.
     *
     * @param in the recording
     * @param inspection of that recording
     * @throws TaskFailure permanent if it cannot be converted, interrupted if cancelled, transient if something around it failed
     */
    public void makePlayable(Path in, Inspection inspection, Path out, StepContext context) throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(in, context.cancel());
        boolean done = false;
        try {
            for (Conversion conversion : Conversion.attempts(info, inspection)) {
                if (run(in, inspection, conversion, out, context)) {
                    done = true;
                    context.progress(1);
                    return;
                }
            }
        } finally {
            if (!done) {
                delete(out);
            }
        }
        throw TaskFailure.permanent(Sentences.NOT_CONVERTED);
    }

    private boolean run(Path in, Inspection inspection, Conversion conversion, Path out, StepContext context)
            throws TaskFailure {
        List<String> arguments = conversion.arguments(in, out);
        try (MediaProcess process = MediaProcess.start(
                        binaries, binaries.ffmpeg(), arguments, limits(in, inspection), context.cancel());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII))) {
            process.expectProgress();
            String frames = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String value = line.substring(line.indexOf('=') + 1).strip();
                if (line.startsWith("out_time_us=") && inspection.durationMs() > 0 && !value.equals("N/A")) {
                    context.progress(
                            Math.max(0, Math.min(1, Long.parseLong(value) / 1000.0 / inspection.durationMs())));
                }
                // It prints twice a second even when it hangs; only work counts.
                if (line.startsWith("frame=") && !value.equals(frames)) {
                    frames = value;
                    process.expectProgress();
                }
            }
            int code = process.await();
            if (code == 0 && plausible(out, inspection, conversion, context)) {
                return true;
            }
            if (code == NO_SPACE || process.complaint().contains(NO_SPACE_LEFT)) {
                throw TaskFailure.transientFault(Sentences.NO_ROOM, null);
            }
            LOG.info("{} of {} failed: exit code {}, {}", conversion, in.getFileName(), code, process.complaint());
            return false;
        } catch (IOException e) {
            context.cancel().check();
            throw TaskFailure.transientFault("Converting the recording broke off", e);
        }
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

    private static Limits limits(Path in, Inspection inspection) throws TaskFailure {
        try {
            long size = 2 * Files.size(in) + Conversion.maxBytes(inspection);
            // Even a small machine converts at a tenth of the speed of the recording.
            Duration wall = Duration.ofMinutes(10).plusMillis(20 * inspection.durationMs());
            Duration least = wall.compareTo(Limits.WHOLE.wall()) < 0 ? wall : Limits.WHOLE.wall();
            return new Limits(
                    least,
                    inspection.playability() == Playability.REMUX ? Duration.ofMinutes(10) : Duration.ofMinutes(5),
                    Limits.WHOLE.memoryBytes(),
                    Limits.WHOLE.cpuSeconds(),
                    size);
        } catch (IOException e) {
            throw TaskFailure.transientFault("The recording could not be read", e);
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
