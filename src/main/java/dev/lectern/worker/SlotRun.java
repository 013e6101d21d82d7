package dev.lectern.worker;

import dev.lectern.bus.Renewal;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.job.CancelToken;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Spent;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One task in the hands of a slot. Runs on the slot's own thread; the event loop reads its progress and may cancel it. */
final class SlotRun implements StepContext {

    private static final Logger LOG = LoggerFactory.getLogger(SlotRun.class);

    private final TaskOrder order;
    private final String worker;
    private final SessionFiles files;
    private final Path work;
    private final CancelToken cancel = new CancelToken();
    private volatile double progress;
    /** Only touched on the slot's own thread; null before the work begins. */
    private Path scratch;

    SlotRun(TaskOrder order, String worker, SessionFiles files, Path work) {
        this.order = order;
        this.worker = worker;
        this.files = files;
        this.work = work;
    }

    TaskOrder order() {
        return order;
    }

    Renewal renewal() {
        return new Renewal(order.lease(), worker, progress);
    }

    /** Does the work and says how it went; never throws. */
    TaskReport run(Step step) {
        long begun = System.nanoTime();
        try {
            // Never the same twice: a task that was handed back keeps its attempt, and who lost it may still be
            // writing.
            scratch = Files.createTempDirectory(
                    Files.createDirectories(work),
                    order.lease().entry() + "." + order.lease().attempt() + ".");
            cancel.check();
            TaskReport done = work(step, begun);
            subject()
                    .on(LOG.atInfo())
                    .log("finished in {} s", done.spent().total().toMillis() / 100 / 10.0);
            return done;
        } catch (TaskFailure failure) {
            return failed(failure, begun);
        } catch (IOException e) {
            return failed(TaskFailure.transientFault("A working folder could not be made", e), begun);
        } catch (OutOfMemoryError e) {
            return failed(TaskFailure.transientFault("There was not enough memory", e), begun);
        } catch (RuntimeException | Error e) {
            // Errors too: a slot that ended without a report would hold, and renew, its task for ever.
            return failed(TaskFailure.bug(e), begun);
        }
    }

    // The scope only has to be closed.
    @SuppressWarnings("try")
    private TaskReport work(Step step, long begun) throws TaskFailure {
        try (Subject.Scope scope = subject().onThread()) {
            StepOutput output = step.run(input(files.fetch(order, cancel)), this);
            cancel.check();
            String file = output.file() == null ? null : files.deliver(order, output.file(), cancel);
            Spent spent = output.spent().in(since(begun));
            return report(null, null, output.content(), file, output.thumbnail(), spent);
        }
    }

    /** Removes what the step left behind. */
    void clean() {
        files.release(order);
        if (scratch == null || !Files.exists(scratch)) {
            return;
        }
        try (Stream<Path> left = Files.walk(scratch)) {
            for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A child that is just ending may still remove files of its own. What stays is swept at the next start.
            subject().on(LOG.atWarn()).log("left files behind: {}", e.toString());
        }
    }

    Subject subject() {
        return order.subject().with(worker);
    }

    @Override
    public CancelToken cancel() {
        return cancel;
    }

    @Override
    public void progress(double fraction) {
        progress = fraction > progress ? Math.min(1, fraction) : progress;
    }

    private StepInput input(SessionFolder folder) {
        return new StepInput(
                order.lease().task(),
                folder.recording(),
                folder,
                scratch,
                order.parameters(),
                order.inspection(),
                order.detectionKey(),
                order.result());
    }

    private TaskReport failed(TaskFailure failure, long begun) {
        TaskFailure.Kind kind = cancel.cancelled() ? TaskFailure.Kind.INTERRUPTED : failure.kind();
        switch (kind) {
            case INTERRUPTED -> subject().on(LOG.atInfo()).log("stopped");
            case PERMANENT -> say(LOG.atInfo(), failure.getCause()).log("cannot be done: {}", failure.getMessage());
            case TRANSIENT -> say(LOG.atWarn(), failure.getCause()).log("failed: {}", failure.getMessage());
            case BUG -> say(LOG.atError(), failure).log("failed");
        }
        return report(kind, failure.getMessage(), null, null, null, Spent.UNKNOWN.in(since(begun)));
    }

    private LoggingEventBuilder say(LoggingEventBuilder line, Throwable why) {
        return subject().on(line).setCause(why);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private TaskReport report(
            TaskFailure.Kind failure, String sentence, byte[] content, String file, byte[] thumbnail, Spent spent) {
        return new TaskReport(
                order.lease(), order.sessionId(), worker, failure, sentence, content, file, thumbnail, spent);
    }
}
