package dev.lectern.coordinator;

import dev.lectern.bus.TaskReport;
import dev.lectern.job.Inspection;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Json;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.queue.Lease;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.store.StoredResult;
import io.vertx.core.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the consequences of how tasks ended. Every answer is final: a slot that got one may forget the task. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final String GAVE_UP = "The recording could not be processed: %s (tried %d times).";

    private final JobDesk desk;
    private final Shelf shelf;
    private final LeasePolicy policy;
    private final Cancellation cancellation;
    private final Crew crew;
    private final Figures figures;
    private final BiConsumer<Lease, String> rightful;

    /**
     * What follows from reports.
     *
     * @param rightful hears of whom it turned out that a task is rightly theirs: lease and worker
     */
    Reports(
            JobDesk desk,
            Shelf shelf,
            LeasePolicy policy,
            Cancellation cancellation,
            Crew crew,
            Figures figures,
            BiConsumer<Lease, String> rightful) {
        this.rightful = rightful;
        this.desk = desk;
        this.shelf = shelf;
        this.policy = policy;
        this.cancellation = cancellation;
        this.crew = crew;
        this.figures = figures;
    }

    /** Takes a report. Answers false if the lease was no longer good, so that the report has no effect. */
    Future<Boolean> take(TaskReport report) {
        Lease lease = report.lease();
        // Renewing is the fence, and it gives time for publishing.
        return desk.queue()
                .renew(lease)
                .compose(good -> good ? taken(report) : Future.succeededFuture(refused(report)));
    }

    private Future<Boolean> taken(TaskReport report) {
        Lease lease = report.lease();
        rightful.accept(lease, report.worker());
        return desk.beginningTold(lease)
                .compose(told -> desk.open(lease.jobId()))
                .compose(open -> open.isEmpty()
                        ? desk.queue().settle(lease).map(refused(report))
                        : consequences(report, open.get()));
    }

    private boolean refused(TaskReport report) {
        figures.reported(report, Figures.Outcome.REFUSED);
        return false;
    }

    /** Counts it, if what follows from it was done. */
    private Future<Boolean> counted(TaskReport report, Figures.Outcome outcome, Future<Boolean> done) {
        return done.onSuccess(good -> figures.reported(report, good ? outcome : Figures.Outcome.REFUSED));
    }

    private Future<Boolean> consequences(TaskReport report, JobDesk.Open open) {
        if (report.failure() == null) {
            return succeeded(report, open);
        }
        return switch (report.failure()) {
            case INTERRUPTED ->
                counted(
                        report,
                        Figures.Outcome.HANDED_BACK,
                        desk.queue().handBack(report.lease()).onSuccess(done -> crew.stopped(report)));
            case PERMANENT ->
                counted(report, Figures.Outcome.FAILED, fail(report, open, report.sentence(), crew::cannotBeDone));
            case TRANSIENT, BUG -> counted(report, Figures.Outcome.FAILED_FOR_NOW, retry(report, open, crew::failed));
        };
    }

    private Future<Boolean> succeeded(TaskReport report, JobDesk.Open open) {
        return Future.succeededFuture().compose(begin -> store(report, open)).transform(stored -> {
            if (stored.failed()) {
                return counted(report, Figures.Outcome.FAILED_FOR_NOW, notStored(report, open, stored.cause()));
            }
            figures.reported(report, stored.result() ? Figures.Outcome.DONE : Figures.Outcome.REFUSED);
            if (stored.result()) {
                tellFinished(report, open);
            }
            return desk.queue().settle(report.lease()).onSuccess(done -> crew.succeeded(report));
        });
    }

    /** What exists now is a fact, whether or not the queue can still be told. */
    private void tellFinished(TaskReport report, JobDesk.Open open) {
        Lease lease = report.lease();
        // Whose session it is stands in the database, whatever a worker says: it decides who hears of it.
        String sessionId = open.session().id();
        desk.tell(new JobEvent.TaskFinished(
                lease.jobId(), sessionId, desk.now(), lease.task(), lease.attempt(), report.worker()));
        if (lease.task().kind() == TaskKind.TRACK) {
            desk.tell(new JobEvent.Completed(lease.jobId(), sessionId, desk.now()));
        }
    }

    /** The step may have made something wrong, or the disk may be full: either way its slot must not report it for ever. */
    private Future<Boolean> notStored(TaskReport report, JobDesk.Open open, Throwable cause) {
        Lease lease = report.lease();
        desk.subjects().about(lease).on(LOG.atError()).setCause(cause).log("made what could not be stored");
        return retry(
                report.failed(TaskFailure.Kind.TRANSIENT, "Its result could not be stored"),
                open,
                crew::couldNotBeStored);
    }

    /** Answers whether it is new; it is not if the same report came before, or if the job has ended. */
    private Future<Boolean> store(TaskReport report, JobDesk.Open open) {
        String jobId = open.job().id();
        return switch (report.lease().task().kind()) {
            case TRACK ->
                desk.store()
                        .jobs()
                        .completed(jobId, report.content(), StoredResult.etagOf(report.content()), desk.now());
            case INSPECT -> {
                Inspection inspection = Json.read(report.content(), Inspection.class);
                yield shelf.publishThumbnail(open.session(), report.thumbnail())
                        .compose(there ->
                                desk.store().sessions().inspected(open.session().id(), inspection.durationMs(), there))
                        .compose(noted -> publish(report, open));
            }
            // The job that renders is completed by who finds the video there.
            case ENCODE, TRANSCODE, DETECT, RENDER -> publish(report, open);
        };
    }

    private Future<Boolean> publish(TaskReport report, JobDesk.Open open) {
        return shelf.publish(report.lease().task(), open.job(), open.session(), report.content(), report.file());
    }

    /**
     * Has a task tried again, if it may be. That a worker in quarantine failed at it costs it nothing.
     *
     * @param noted is told when the failure has had its consequences
     */
    private Future<Boolean> retry(TaskReport report, JobDesk.Open open, Consumer<TaskReport> noted) {
        Lease lease = report.lease();
        return desk.queue().excused(lease).compose(excused -> {
            boolean spared = crew.spares(report.worker());
            if (!spared && !policy.mayRetry(lease, excused)) {
                int times = policy.counted(lease, excused);
                return fail(report, open, String.format(GAVE_UP, clause(report.sentence()), times), noted);
            }
            return again(report, open, spared, noted);
        });
    }

    private Future<Boolean> again(TaskReport report, JobDesk.Open open, boolean spared, Consumer<TaskReport> noted) {
        Lease lease = report.lease();
        Future<Boolean> again =
                spared ? desk.queue().handBack(lease) : desk.queue().putOff(lease);
        return again.onSuccess(done -> {
            noted.accept(report);
            desk.tell(new JobEvent.TaskRetried(
                    lease.jobId(),
                    open.session().id(),
                    desk.now(),
                    lease.task(),
                    lease.attempt(),
                    report.failure() == TaskFailure.Kind.BUG ? "unexpected error" : report.sentence()));
        });
    }

    private Future<Boolean> fail(TaskReport report, JobDesk.Open open, String sentence, Consumer<TaskReport> noted) {
        return desk.fail(open, sentence)
                .onSuccess(failed -> noted.accept(report))
                .compose(failed -> cancellation.stop(report.lease().jobId()))
                .map(true);
    }

    /** A sentence as part of another one. */
    private static String clause(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return bare.isEmpty() ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
    }
}
