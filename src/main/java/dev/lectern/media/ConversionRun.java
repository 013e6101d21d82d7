package dev.lectern.media;

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
import java.util.function.Consumer;

/**
 * How a run of ffmpeg that writes a file ended.
 *
 * @param code its exit code
 * @param complaint what it said last, for the log
 */
record ConversionRun(int code, String complaint) {

    /** ENOSPC, as ffmpeg ends with it, and as the C library says it: the disk is to blame then, and not the recording. */
    private static final int NO_SPACE = 256 - 28;

    private static final String NO_SPACE_LEFT = "No space left on device";
    private static final String TIME = "out_time_us=";
    private static final String PICTURES = "frame=";

    /**
     * How far it has come.
     *
     * @param seconds of the output; with {@code -copyts} not from its beginning, but from where it was when this was first told
     * @param pictures that were written
     */
    record Reached(double seconds, long pictures) {

        private static final Reached NOTHING = new Reached(0, 0);

        /** After one more line of what it tells. */
        private Reached and(String line) {
            String value = line.substring(line.indexOf('=') + 1).strip();
            if (line.startsWith(TIME) && !value.equals("N/A")) {
                return new Reached(Long.parseLong(value) / 1e6, pictures);
            }
            return line.startsWith(PICTURES) ? new Reached(seconds, Long.parseLong(value)) : this;
        }
    }

    /**
     * Runs it to its end.
     *
     * @param arguments with {@link Conversion#PROGRESS} among them
     * @param reached hears how far it has come
     * @throws TaskFailure interrupted if cancelled; transient if it took too long or was ended from outside
     */
    static ConversionRun of(
            FfmpegBinaries binaries,
            List<String> arguments,
            Limits limits,
            StepContext context,
            Consumer<Reached> reached)
            throws TaskFailure {
        try (MediaProcess process =
                        MediaProcess.start(binaries, binaries.ffmpeg(), arguments, limits, context.cancel());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII))) {
            process.expectProgress();
            Reached last = Reached.NOTHING;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Reached now = last.and(line);
                // It prints twice a second even when it hangs; only work counts.
                if (!now.equals(last)) {
                    last = now;
                    process.expectProgress();
                    reached.accept(now);
                }
            }
            return ended(process);
        } catch (IOException e) {
            context.cancel().check();
            throw TaskFailure.transientFault("Converting the recording broke off", e);
        }
    }

    /** Waits for the end of one whose output nobody reads. */
    static ConversionRun ended(MediaProcess process) throws TaskFailure {
        int code = process.await();
        return new ConversionRun(code, process.complaint());
    }

    boolean succeeded() {
        return code == 0;
    }

    /** @throws TaskFailure transient if it failed because the disk is full */
    void checkRoom() throws TaskFailure {
        if (code == NO_SPACE || complaint.contains(NO_SPACE_LEFT)) {
            throw TaskFailure.transientFault(Sentences.NO_ROOM, null);
        }
    }

    /** What any conversion of a recording, or of a part of it, may use. */
    static Limits limits(Path recording, Inspection inspection) throws TaskFailure {
        try {
            long size = 2 * Files.size(recording) + Conversion.maxBytes(inspection);
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
}
