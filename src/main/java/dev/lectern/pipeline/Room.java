package dev.lectern.pipeline;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that begins only when the disk it writes to has room. It waits for that a while, in which somebody may delete something; then
 * it fails with a sentence, for a job that waits in silence helps nobody.
 */
final class Room implements Step {

    /** Said to whoever can do something about it. */
    static final String NO_ROOM =
            "The disk of this machine is nearly full; delete recordings that are not needed, or make room, and process this one again";

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final long LOOK_MILLIS = 500;

    private final Step step;
    private final long reserveBytes;
    private final Duration patience;

    /**
     * A step behind a look at the disk.
     *
     * @param reserveBytes what is to stay free
     * @param patience how long to wait for it
     */
    Room(Step step, long reserveBytes, Duration patience) {
        this.step = Objects.requireNonNull(step);
        this.reserveBytes = reserveBytes;
        this.patience = Objects.requireNonNull(patience);
    }

    @Override
    public StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        await(input.scratch(), context.cancel());
        return step.run(input, context);
    }

    private void await(Path folder, CancelToken cancel) throws TaskFailure {
        long begun = System.nanoTime();
        boolean said = false;
        while (free(folder) < reserveBytes) {
            if (System.nanoTime() - begun >= patience.toNanos()) {
                throw TaskFailure.transientFault(NO_ROOM, null);
            }
            if (!said) {
                LOG.warn("waits for room: less than {} MB are free on the disk of {}", reserveBytes >> 20, folder);
                said = true;
            }
            pause(cancel);
        }
    }

    /** Until the next look, or until nobody wants it any more. */
    private static void pause(CancelToken cancel) throws TaskFailure {
        CountDownLatch cancelled = new CountDownLatch(1);
        CancelToken.Registration registration = cancel.onCancel(cancelled::countDown);
        try {
            if (cancelled.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw TaskFailure.interrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        } finally {
            registration.close();
        }
    }

    private static long free(Path folder) throws TaskFailure {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw TaskFailure.transientFault("The disk could not be looked at", e);
        }
    }
}
