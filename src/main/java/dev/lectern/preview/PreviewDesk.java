package dev.lectern.preview;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.Previewed;
import dev.lectern.bus.SessionHint;
import dev.lectern.http.Previews;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskKind;
import dev.lectern.store.SessionRow;
import dev.lectern.store.SessionStatus;
import dev.lectern.store.Store;
import dev.lectern.track.Provenance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what is done of recordings, and has preliminary results made of it. */
public final class PreviewDesk implements Previews {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewDesk.class);

    /** After which it is looked again whether what was too little for another one, or too soon, is enough by now. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Store store;
    private final Drafting drafting;
    private final WorkerExecutor thread;
    private final Duration again;
    private final Kept kept = new Kept();
    private final Rounds rounds = new Rounds();

    /**
     * A desk that nobody is told of yet.
     *
     * @param detector identity of the detector that is in use, see {@link dev.lectern.job.DetectionKey}
     * @param provenance what a result of a recording and its detections says of how it was made
     */
    public PreviewDesk(Vertx vertx, Store store, DataFolder data, String detector, Provenance provenance, Clock clock) {
        this(vertx, store, data, detector, provenance, clock, AGAIN);
    }

    /** @param again after which it is looked again */
    PreviewDesk(
            Vertx vertx,
            Store store,
            DataFolder data,
            String detector,
            Provenance provenance,
            Clock clock,
            Duration again) {
        this.again = again;
        this.vertx = vertx;
        this.store = store;
        this.drafting = new Drafting(data, detector, provenance, clock);
        this.thread = vertx.createSharedWorkerExecutor("lectern-preview", 1);
    }

    /** Makes again what an earlier server may have had, and listens from now on which segments are done and which jobs have ended. */
    public PreviewDesk start() {
        vertx.eventBus()
                .<EventNews>consumer(
                        Addresses.EVENTS, message -> happened(message.body().event()));
        vertx.eventBus()
                .<SessionHint>consumer(
                        Addresses.SESSION_DELETED,
                        message -> kept.forget(message.body().sessionId()));
        vertx.setPeriodic(again.toMillis(), timer -> kept.sessions().forEach(this::look));
        store.jobs()
                .active()
                .onSuccess(jobs -> jobs.forEach(job -> look(job.sessionId())))
                .onFailure(e -> LOG.warn("Jobs under way could not be looked for", e));
        return this;
    }

    @Override
    public Optional<Preview> newest(String sessionId) {
        return kept.of(sessionId).map(Kept.Entry::preview);
    }

    private void happened(JobEvent event) {
        if (event.last()) {
            kept.forget(event.sessionId());
        } else if (event instanceof JobEvent.TaskFinished done && done.task().kind() == TaskKind.DETECT) {
            look(done.sessionId());
        }
    }

    private void look(String sessionId) {
        if (rounds.begin(sessionId)) {
            round(sessionId).onComplete(done -> {
                if (rounds.end(sessionId)) {
                    look(sessionId);
                }
            });
        }
    }

    private Future<?> round(String sessionId) {
        return open(sessionId)
                .compose(row -> row.isEmpty()
                        ? forgotten(sessionId)
                        : thread.executeBlocking(() -> draft(row.get()), false)
                                .compose(made -> made.isEmpty()
                                        ? Future.succeededFuture()
                                        : keep(row.get().newestJob(), made.get())))
                .onFailure(e -> Subject.session(sessionId)
                        .on(LOG.atDebug())
                        .log("gets no preliminary result: {}", String.valueOf(e.getMessage())));
    }

    private Future<Void> forgotten(String sessionId) {
        kept.forget(sessionId);
        return Future.succeededFuture();
    }

    /** A session of which something preliminary would be shown. */
    private Future<Optional<SessionRow>> open(String sessionId) {
        return store.sessions()
                .row(sessionId)
                .map(found -> found.filter(row -> !row.hasResult() && row.status() == SessionStatus.PROCESSING));
    }

    private Optional<Kept.Entry> draft(SessionRow row) throws Exception {
        Job job = row.newestJob();
        Cadence.Made last = kept.of(row.session().id())
                .filter(entry -> entry.preview().result().jobId().equals(job.id()))
                .map(Kept.Entry::made)
                .orElse(null);
        return drafting.draft(row.session(), job, last);
    }

    /** The job may have ended, and the session may have been deleted, while it was made. */
    private Future<Void> keep(Job job, Kept.Entry entry) {
        String sessionId = job.sessionId();
        kept.await(sessionId);
        return open(sessionId).map(row -> {
            boolean current =
                    row.filter(now -> now.newestJob().id().equals(job.id())).isPresent();
            if (!current) {
                kept.forget(sessionId);
            } else if (kept.keep(sessionId, entry)) {
                Preview preview = entry.preview();
                Subject.of(job)
                        .on(LOG.atDebug())
                        .log(
                                "a preliminary result knows {} of it; made in {} ms",
                                preview.share(),
                                entry.made().took().toMillis());
                vertx.eventBus()
                        .send(
                                Addresses.PREVIEWED,
                                new Previewed(
                                        job.id(),
                                        sessionId,
                                        preview.result().etag(),
                                        preview.share(),
                                        preview.result().createdAt()));
            }
            return null;
        });
    }
}
