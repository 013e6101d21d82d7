package dev.lectern.people;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.SessionHint;
import dev.lectern.detect.FrameDetections;
import dev.lectern.http.People;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Subject;
import dev.lectern.media.CutOut;
import dev.lectern.motion.MotionSettings;
import dev.lectern.store.Correction;
import dev.lectern.store.Derived;
import dev.lectern.store.Overtaken;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import dev.lectern.track.ProcessingMeta;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who was found, and sees to it that what people say about it is stored, followed and told. One after the other for each session. */
public final class PersonsDesk implements People {

    private static final Logger LOG = LoggerFactory.getLogger(PersonsDesk.class);
    /** So many recordings are worked on at once, so that they do not fill the memory. */
    private static final int AT_ONCE = 2;

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final Recall recall;
    private final Portraits portraits;
    private final Turns turns = new Turns();
    private final WorkerExecutor threads;
    private final WorkerExecutor scissors;

    /**
     * A desk that nobody is told of yet.
     *
     * @param detector identity of the detector that is in use, see {@link dev.lectern.job.DetectionKey}
     * @param metas what a result of a recording and its detections says of how it was made
     * @param cutOut cuts out portraits
     */
    public PersonsDesk(
            Vertx vertx,
            Store store,
            DataFolder data,
            String detector,
            BiFunction<Inspection, List<FrameDetections>, ProcessingMeta> metas,
            CutOut cutOut,
            Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.recall = new Recall(data, detector, metas);
        this.portraits = new Portraits(data, cutOut);
        this.threads = vertx.createSharedWorkerExecutor("lectern-people", AT_ONCE);
        this.scissors = vertx.createSharedWorkerExecutor("lectern-portraits", AT_ONCE);
    }

    /** Lets follow what could not before, and listens from now on what jobs are done and which sessions are deleted. */
    public PersonsDesk start() {
        vertx.eventBus().<EventNews>consumer(Addresses.EVENTS, message -> {
            if (message.body().event() instanceof JobEvent.Completed done) {
                prepare(done.sessionId());
            }
        });
        vertx.eventBus()
                .<SessionHint>consumer(
                        Addresses.SESSION_DELETED,
                        message -> recall.forget(message.body().sessionId()));
        store.corrections()
                .pending()
                .onSuccess(sessions -> sessions.forEach(this::followed))
                .onFailure(e -> LOG.warn("Corrections that are to be followed could not be looked for", e));
        return this;
    }

    /** So that who looks at a new result, or corrects it, need not wait until it is known who is who. */
    private void prepare(String sessionId) {
        turns.take(sessionId, () -> stored(sessionId)
                        .compose(stored -> onThread(() -> recall.of(stored.row().session(), stored.made()))))
                .onFailure(e -> Subject.session(sessionId)
                        .on(LOG.atDebug())
                        .log("its persons are found out when somebody asks: {}", String.valueOf(e.getMessage())));
    }

    /** All that is stored of a session that matters here. */
    private record Stored(SessionRow row, StoredResult made, StoredResult newest, List<Correction> history) {

        String sessionId() {
            return row.session().id();
        }

        Said said() {
            return Said.of(history);
        }

        int nextNumber() {
            return history.isEmpty() ? 1 : history.get(0).number() + 1;
        }
    }

    @Override
    public Future<JsonObject> persons(String sessionId) {
        return turns.take(sessionId, () -> stored(sessionId).compose(this::view))
                .map(PersonsDocument::of);
    }

    @Override
    public Future<JsonObject> room(String sessionId) {
        return turns.take(sessionId, () -> stored(sessionId)).map(PersonsDesk::room);
    }

    @Override
    public Future<JsonArray> history(String sessionId) {
        return stored(sessionId).map(stored -> PersonsDocument.history(stored.history()));
    }

    @Override
    public Future<JsonObject> change(String sessionId, Change change, JsonObject said, Asker asker) {
        return turns.take(sessionId, () -> stored(sessionId)
                .compose(stored -> free(stored, asker))
                .compose(stored -> onThread(
                                () -> request(stored).understood(stored.said(), stored.nextNumber(), change, said))
                        .compose(understood -> add(stored, change, said, asker, understood)))
                .compose(done -> stored(sessionId))
                .compose(stored -> change == Change.ROOM
                        ? Future.succeededFuture(room(stored))
                        : view(stored).map(PersonsDocument::of)));
    }

    @Override
    public Future<JsonObject> undo(String sessionId, Asker asker) {
        return turns.take(sessionId, () -> stored(sessionId)
                .compose(stored -> free(stored, asker))
                .compose(this::takeBack)
                .compose(done -> stored(sessionId))
                .compose(this::view)
                .map(PersonsDocument::of));
    }

    @Override
    public Future<Picture> picture(String sessionId, String id, String version) {
        return turns.take(sessionId, () -> stored(sessionId).compose(this::view))
                .map(view ->
                        view.cut(id).orElseThrow(() -> new Refused(Refused.Kind.MISSING, "There is no such person")))
                .compose(cut -> turns.take(
                                sessionId + "/" + cut.name(),
                                () -> scissors.executeBlocking(() -> portraits.of(sessionId, cut), false))
                        .map(file -> new Picture(file, cut.name().equals(version))));
    }

    @Override
    public Future<Void> followed(String sessionId) {
        return turns.take(sessionId, () -> stored(sessionId).<Void>mapEmpty()).recover(e -> {
            Subject.session(sessionId)
                    .on(LOG.atWarn())
                    .log("its newest result does not know of the corrections: {}", e.getMessage());
            return Future.succeededFuture();
        });
    }

    private <T> Future<T> onThread(Callable<T> work) {
        return threads.executeBlocking(work, false)
                .recover(e -> Future.failedFuture(
                        e instanceof Uncorrectable ? new Refused(Refused.Kind.NOT_NOW, e.getMessage()) : e));
    }

    /** What is stored, after what still had to follow from it has followed. */
    private Future<Stored> stored(String sessionId) {
        return read(sessionId)
                .compose(stored -> stored.newest().behind()
                        ? follow(stored)
                                .compose(done -> read(sessionId))
                                // What cannot be followed is shown as it is.
                                .recover(e -> e instanceof Refused refused && refused.kind() == Refused.Kind.NOT_NOW
                                        ? Future.succeededFuture(stored)
                                        : Future.failedFuture(e))
                        : Future.succeededFuture(stored));
    }

    private Future<Stored> read(String sessionId) {
        return store.sessions()
                .row(sessionId)
                .map(row -> row.orElseThrow(() -> new Refused(Refused.Kind.MISSING, "Session not found")))
                .compose(row -> Future.all(
                                store.results().newestMade(sessionId),
                                store.results().newest(sessionId),
                                store.corrections().of(sessionId))
                        .map(all -> new Stored(
                                row,
                                all.<Optional<StoredResult>>resultAt(0)
                                        .orElseThrow(() ->
                                                new Refused(Refused.Kind.MISSING, "Tracking results not available")),
                                all.<Optional<StoredResult>>resultAt(1).orElseThrow(),
                                all.resultAt(2))));
    }

    /** A job made its result anew while changes hold. */
    private Future<Void> follow(Stored stored) {
        Instant now = clock.instant();
        return derive(stored, stored.said())
                .compose(document -> {
                    Derived result = result(stored, stored.said().revision(), document);
                    return store.corrections().follow(result, now).onSuccess(done -> tell(result, now));
                })
                // Somebody else was quicker, which is as good.
                .recover(e -> e instanceof Overtaken ? Future.succeededFuture() : Future.failedFuture(e));
    }

    private Future<Document> derive(Stored stored, Said said) {
        return onThread(() -> request(stored).follows(said));
    }

    private Request request(Stored stored) {
        return new Request(recall, stored.row().session(), stored.made());
    }

    private Future<Stored> free(Stored stored, Asker asker) {
        if (!IfMatch.allows(asker.ifMatch(), stored.newest().etag())) {
            throw new Refused(
                    Refused.Kind.CHANGED,
                    "The result was changed since you looked at it; look again, then say it again if it is still needed");
        }
        Job job = stored.row().newestJob();
        if (job != null && job.state().active()) {
            throw atWork(job.id());
        }
        return Future.succeededFuture(stored);
    }

    private static Refused atWork(String jobId) {
        return new Refused(
                Refused.Kind.NOT_NOW,
                "This session is being processed by " + jobId + "; wait until it is finished, or delete it first");
    }

    private Future<Void> add(
            Stored stored, Change change, JsonObject said, Asker asker, Request.Understood understood) {
        Instant now = clock.instant();
        Correction correction = new Correction(
                understood.number(),
                now,
                asker.by(),
                Said.kind(change),
                understood.summary(),
                said.encode(),
                understood.meant(),
                null);
        Derived result = result(stored, understood.number(), understood.document());
        return overtaken(store.corrections().add(stored.said().revision(), correction, result))
                .onSuccess(done -> {
                    understood.stored().run();
                    tell(result, now);
                });
    }

    private Future<Void> takeBack(Stored stored) {
        Said said = stored.said();
        if (said.newest() == null) {
            throw new Refused(Refused.Kind.NOT_NOW, "There is nothing to take back");
        }
        Instant now = clock.instant();
        Said rest = said.withoutNewest();
        Future<Derived> result = rest.newest() == null
                ? Future.succeededFuture(null)
                : derive(stored, rest).map(document -> result(stored, rest.revision(), document));
        return result.compose(derived -> overtaken(store.corrections()
                        .undo(stored.sessionId(), stored.made().jobId(), said.revision(), derived, now))
                .onSuccess(done -> tell(new Corrected(
                        stored.sessionId(),
                        derived == null ? stored.made().etag() : derived.etag(),
                        rest.revision(),
                        now))));
    }

    private static Derived result(Stored stored, int revision, Document document) {
        return new Derived(stored.sessionId(), stored.made().jobId(), revision, document.etag(), document.gzipped());
    }

    private static Future<Void> overtaken(Future<Void> change) {
        return change.recover(e -> Future.failedFuture(
                e instanceof Overtaken overtaken
                        ? overtaken.jobId() == null
                                ? new Refused(Refused.Kind.NOT_NOW, "Somebody else was quicker; look again")
                                : atWork(overtaken.jobId())
                        : e));
    }

    private void tell(Derived result, Instant at) {
        tell(new Corrected(result.sessionId(), result.etag(), result.revision(), at));
    }

    private void tell(Corrected news) {
        vertx.eventBus().send(Addresses.CORRECTED, news);
    }

    private Future<View> view(Stored stored) {
        return threads.executeBlocking(
                () -> request(stored).view(stored.said(), stored.newest(), stored.history()), false);
    }

    private static JsonObject room(Stored stored) {
        MotionSettings settings = stored.said().room();
        return new JsonObject(Buffer.buffer(settings.json()))
                .put("resultEtag", stored.newest().etag())
                .put("revision", stored.said().revision());
    }
}
