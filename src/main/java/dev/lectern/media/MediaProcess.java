package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A run of ffmpeg or ffprobe: a child process in an empty folder of its own, with an almost empty environment, on the
 * {@linkplain HostTools leash}. It is killed when its work is cancelled, when it takes longer than its limits, and on
 * {@link #close()}; whoever reads from it then sees the end of the output, and {@link #await()} says why. One thread uses it.
 */
final class MediaProcess implements AutoCloseable {

    /** Exit codes of a process that a signal ended: 128 and the signal's number. */
    private static final int KILLED = 137;

    private static final int TERMINATED = 143;

    private enum Killed {
        CANCEL,
        WALL,
        SILENCE
    }

    private final Process process;
    private final Path folder;
    private final Complaints complaints;
    private final AtomicReference<Killed> killed = new AtomicReference<>();
    private final CancelToken.Registration registration;
    private final Watchdog.Watch watch;

    private MediaProcess(
            Process process,
            Path folder,
            Limits limits,
            CancelToken cancel,
            Consumer<String> onComplaint,
            Runnable atEndOfComplaints) {
        this.process = process;
        this.folder = folder;
        complaints = new Complaints(process.getErrorStream(), onComplaint, atEndOfComplaints);
        watch = Watchdog.watch(limits, () -> kill(Killed.WALL), () -> kill(Killed.SILENCE));
        registration = cancel.onCancel(() -> kill(Killed.CANCEL));
    }

    /** Starts {@code program} and only keeps the end of what it says on its standard error. */
    static MediaProcess start(
            FfmpegBinaries binaries, Path program, List<String> arguments, Limits limits, CancelToken cancel)
            throws TaskFailure {
        return start(binaries, program, arguments, limits, cancel, line -> {}, () -> {});
    }

    /** As {@link #start(FfmpegBinaries, Path, List, Limits, CancelToken)}, and it reads what is written to {@link #input()}. */
    static MediaProcess startFed(
            FfmpegBinaries binaries, Path program, List<String> arguments, Limits limits, CancelToken cancel)
            throws TaskFailure {
        return start(binaries, program, arguments, limits, cancel, line -> {}, () -> {}, true);
    }

    /**
     * Starts {@code program}.
     *
     * @param onComplaint sees every line of its standard error, on another thread
     * @param atEndOfComplaints runs after the last one
     * @throws TaskFailure interrupted if {@code cancel} was cancelled, transient if no process could be started
     */
    static MediaProcess start(
            FfmpegBinaries binaries,
            Path program,
            List<String> arguments,
            Limits limits,
            CancelToken cancel,
            Consumer<String> onComplaint,
            Runnable atEndOfComplaints)
            throws TaskFailure {
        return start(binaries, program, arguments, limits, cancel, onComplaint, atEndOfComplaints, false);
    }

    private static MediaProcess start(
            FfmpegBinaries binaries,
            Path program,
            List<String> arguments,
            Limits limits,
            CancelToken cancel,
            Consumer<String> onComplaint,
            Runnable atEndOfComplaints,
            boolean fed)
            throws TaskFailure {
        cancel.check();
        List<String> command = new ArrayList<>(HostTools.leash(limits));
        command.add(program.toString());
        command.addAll(arguments);
        try {
            Path folder = ScratchFolders.make("media");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(binaries.environment());
            builder.environment().put("TMPDIR", folder.toString());
            Process process = Spawner.start(builder);
            if (!fed) {
                process.getOutputStream().close();
            }
            return new MediaProcess(process, folder, limits, cancel, onComplaint, atEndOfComplaints);
        } catch (IOException e) {
            throw TaskFailure.transientFault("The program that reads recordings could not be started", e);
        }
    }

    /** Its standard output; ends early if it is killed. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Its standard input, if it was started to be fed; writing fails once it is killed. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** From now on the child is expected to show progress. */
    void expectProgress() {
        watch.expect();
    }

    /** The child is waiting for us: its silence means nothing. */
    void expectNothing() {
        watch.relax();
    }

    /** The last lines of its standard error. Only for the log. */
    String complaint() {
        return complaints.last();
    }

    /** Whether it is still running. */
    boolean alive() {
        return process.isAlive();
    }

    /** Process id, for tests. */
    long pid() {
        return process.pid();
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws TaskFailure interrupted if it was cancelled, transient if it ran into a time limit or was killed by somebody else
     */
    int await() throws TaskFailure {
        try {
            expectProgress();
            int code = process.waitFor();
            complaints.join();
            throwIfKilled();
            if (code == KILLED || code == TERMINATED) {
                // The kernel that lacks memory, or an operator: says nothing about the recording.
                throw TaskFailure.transientFault("The program that reads recordings was ended from outside", null);
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        } finally {
            expectNothing();
        }
    }

    /** Tells why the output ended, if that was our doing. */
    void throwIfKilled() throws TaskFailure {
        Killed why = killed.get();
        if (why == Killed.CANCEL) {
            throw TaskFailure.interrupted();
        }
        if (why != null) {
            throw TaskFailure.transientFault("Reading the recording took too long and was stopped", null);
        }
    }

    private void kill(Killed why) {
        killed.compareAndSet(null, why);
        kill();
    }

    private void kill() {
        if (process.isAlive()) {
            HostTools.kill(process.toHandle());
        }
    }

    @Override
    public void close() {
        registration.close();
        watch.close();
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            complaints.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ScratchFolders.delete(folder);
    }
}
