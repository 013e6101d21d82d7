package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.InputStream;
import java.util.Optional;

/** A run of ffmpeg that gives the frames of a segment, with their times. One thread uses it. */
final class Reading implements AutoCloseable {

    private final MediaProcess process;
    private final FrameTimes times = new FrameTimes();
    private final boolean onHardware;
    private volatile String complaint = "";

    private Reading(FfmpegBinaries binaries, FrameCommand command, Optional<String> hardware, CancelToken cancel)
            throws TaskFailure {
        onHardware = hardware.isPresent();
        process = MediaProcess.start(
                binaries,
                binaries.ffmpeg(),
                command.arguments(hardware, "error", times),
                onHardware ? Limits.WHOLE.withDevice() : Limits.WHOLE,
                cancel,
                this::line,
                times::end);
    }

    /**
     * With what the programs are told to decode on. Hardware lays out colours in another way than software; that makes no difference
     * to what is scaled, but is rounded otherwise where nothing is (measured), and so small pictures are no work for it.
     */
    static Reading start(FfmpegBinaries binaries, FrameCommand command, CancelToken cancel) throws TaskFailure {
        return new Reading(binaries, command, command.scaled() ? binaries.hardware() : Optional.empty(), cancel);
    }

    /** In software, whatever they are told. */
    static Reading inSoftware(FfmpegBinaries binaries, FrameCommand command, CancelToken cancel) throws TaskFailure {
        return new Reading(binaries, command, Optional.empty(), cancel);
    }

    private void line(String line) {
        if (!times.line(line) && complaint.isEmpty()) {
            complaint = line.strip();
        }
    }

    MediaProcess process() {
        return process;
    }

    InputStream frames() {
        return process.output();
    }

    FrameTimes times() {
        return times;
    }

    boolean onHardware() {
        return onHardware;
    }

    /**
     * Whether ffmpeg said that something is wrong. It says so before it prints the time of the first frame that is concerned, so once
     * that time was taken it is known.
     */
    boolean complained() {
        return !complaint.isEmpty();
    }

    /** The first thing that it said to be wrong, or what it said last. Only for the log. */
    String complaint() {
        return complaint.isEmpty() ? process.complaint() : complaint;
    }

    @Override
    public void close() {
        process.close();
    }
}
