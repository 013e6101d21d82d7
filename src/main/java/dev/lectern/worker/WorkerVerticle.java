package dev.lectern.worker;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.job.Step;
import dev.lectern.job.TaskKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One slot. Stays on the event loop, so that its lease is renewed however long the step blocks its own thread. */
public final class WorkerVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerVerticle.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(10_000);
    private static final DeliveryOptions BRISK = new DeliveryOptions().setSendTimeout(5_000);
    private static final DeliveryOptions LAST_WORDS = new DeliveryOptions().setSendTimeout(3_000);
    private static final int BUSY = 1;

    private final String slot;
    private final String worker;
    private final String detector;
    private final Map<TaskKind, Step> steps;
    private final SessionFiles files;
    private final Path work;
    private final Duration beat;
    private final ExecutorService thread;
    private SlotRun current;
    private Promise<Void> currentEnded;
    /** It takes no more tasks. */
    private boolean draining;
    /** What it does is no longer waited for. */
    private boolean stopping;

    /**
     * A slot.
     *
     * @param slot its id, unique for ever: it names its bus address and holds its leases
     * @param worker the worker it belongs to
     * @param detector identity of the detector that its steps use
     * @param steps what it can do
     * @param files how it comes to recordings and artefacts
     * @param work a folder for what is being made, on the file system that artefacts are published on if the server is here
     */
    public WorkerVerticle(
            String slot, String worker, String detector, Map<TaskKind, Step> steps, SessionFiles files, Path work) {
        this(slot, worker, detector, steps, files, work, BEAT);
    }

    /** A slot in more of a hurry, for tests: renews, asks for work and repeats its report after {@code beat}. */
    WorkerVerticle(
            String slot,
            String worker,
            String detector,
            Map<TaskKind, Step> steps,
            SessionFiles files,
            Path work,
            Duration beat) {
        this.beat = beat;
        this.slot = slot;
        this.worker = worker;
        this.detector = detector;
        this.steps = Map.copyOf(steps);
        this.files = files;
        this.work = work;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "lectern-" + slot);
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().<JobHint>consumer(Addresses.CANCELLED, hint -> cancelled(hint.body()));
        vertx.setPeriodic(beat.toMillis(), timer -> heartbeat());
        return vertx.eventBus()
                .<TaskOrder>consumer(Addresses.slot(slot), this::take)
                .completion()
                .onSuccess(ready -> askForWork());
    }

    /** Stops at once; a task in hand is handed back, which costs it no attempt. To let it end first, see {@link #drain}. */
    @Override
    public Future<?> stop() {
        draining = true;
        cut();
        return ended().eventually(() -> {
            thread.shutdown();
            return Future.succeededFuture();
        });
    }

    /**
     * Takes no more tasks. What is in hand may end within the grace and is then handed back, as by {@link #stop}. From any thread,
     * once it is deployed; may be called again with another grace, and the shortest one holds.
     *
     * @return completes when the slot has nothing in hand
     */
    public Future<Void> drain(Duration grace) {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(begin -> {
            draining = true;
            if (current != null && grace.toMillis() > 0) {
                SlotRun last = current;
                vertx.setTimer(grace.toMillis(), timer -> {
                    if (current == last) {
                        cut();
                    }
                });
            } else {
                cut();
            }
            ended().onComplete(drained);
        });
        return drained.future();
    }

    private Future<Void> ended() {
        return current == null ? Future.succeededFuture() : currentEnded.future();
    }

    private void cut() {
        stopping = true;
        if (current != null) {
            current.cancel().cancel();
        }
    }

    private void take(Message<TaskOrder> message) {
        if (current != null || draining) {
            message.fail(BUSY, "slot " + slot + " is busy");
            return;
        }
        SlotRun run = new SlotRun(message.body(), worker, files, work);
        current = run;
        currentEnded = Promise.promise();
        message.reply(true);
        run.subject().on(LOG.atInfo()).log("started on {}", slot);
        Step step = steps.get(run.order().lease().task().kind());
        thread.execute(() -> {
            TaskReport report = run.run(step);
            context.runOnContext(done -> report(run, report));
        });
    }

    private void heartbeat() {
        if (current == null) {
            askForWork();
        } else {
            renew(current);
        }
    }

    private void askForWork() {
        if (!draining) {
            vertx.eventBus().send(Addresses.IDLE, new SlotIdle(slot, worker, detector));
        }
    }

    private void renew(SlotRun run) {
        vertx.eventBus()
                .<Boolean>request(Addresses.RENEW, run.renewal(), BRISK)
                .onSuccess(answer -> {
                    if (!answer.body() && run == current) {
                        run.subject().on(LOG.atInfo()).log("is no longer ours");
                        run.cancel().cancel();
                    }
                })
                // Nobody there, or the queue is out of reach: what is being done stays useful.
                .onFailure(e -> run.subject().on(LOG.atDebug()).log("could not be renewed: {}", e.toString()));
    }

    private void report(SlotRun run, TaskReport report) {
        vertx.eventBus()
                .<Boolean>request(Addresses.REPORT, report, stopping ? LAST_WORDS : PATIENT)
                .onSuccess(answer -> {
                    if (!answer.body()) {
                        run.subject().on(LOG.atInfo()).log("was reported too late: it is no longer ours");
                    }
                    end(run);
                })
                .onFailure(e -> {
                    if (stopping) {
                        end(run);
                    } else {
                        run.subject().on(LOG.atDebug()).log("could not be reported: {}", e.toString());
                        vertx.setTimer(beat.toMillis(), timer -> report(run, report));
                    }
                });
    }

    private void end(SlotRun run) {
        thread.execute(() -> {
            run.clean();
            context.runOnContext(done -> {
                current = null;
                currentEnded.complete();
                askForWork();
            });
        });
    }

    private void cancelled(JobHint hint) {
        if (current != null && current.order().lease().jobId().equals(hint.jobId())) {
            current.cancel().cancel();
        }
    }
}
