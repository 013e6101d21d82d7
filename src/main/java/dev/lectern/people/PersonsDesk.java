package dev.lectern.people;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.SessionHint;
import dev.lectern.http.People;
import dev.lectern.job.DataFolder;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Subject;
import dev.lectern.media.CutOut;
import dev.lectern.store.Store;
import dev.lectern.track.Provenance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything about people comes in: who was found, what is said about it, portraits. One after the other for each session. {@link
 * Changes} stores what is said, {@link Workbench} works out what follows.
 */
public final class PersonsDesk implements People {

    private static final Logger LOG = LoggerFactory.getLogger(PersonsDesk.class);

    private final Vertx vertx;
    private final Store store;
    private final Workbench workbench;
    private final Changes changes;
    private final Portraits portraits;
    private final WorkerExecutor scissors;
    private final Turns turns = new Turns();

    /**
     * A desk that nobody is told of yet.
     *
     * @param detector identity of the detector that is in use, see {@link dev.lectern.job.DetectionKey}
     * @param provenance what a result of a recording and its detections says of how it was made
     * @param cutOut cuts out portraits
     */
    public PersonsDesk(
            Vertx vertx,
            Store store,
            DataFolder data,
            String detector,
            Provenance provenance,
            CutOut cutOut,
            Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.workbench = new Workbench(vertx, new Recall(data, detector, provenance));
        this.changes = new Changes(vertx, store, workbench, clock);
        this.portraits = new Portraits(data, cutOut);
        this.scissors = vertx.createSharedWorkerExecutor("lectern-portraits", Workbench.AT_ONCE);
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
                        message -> workbench.forget(message.body().sessionId()));
        store.corrections()
                .pending()
                .onSuccess(sessions -> sessions.forEach(this::followed))
                .onFailure(e -> LOG.warn("Corrections that are to be followed could not be looked for", e));
        return this;
    }

    /** So that who looks at a new result, or corrects it, need not wait until it is known who is who. */
    private void prepare(String sessionId) {
        turns.take(sessionId, () -> changes.settled(sessionId).compose(workbench::prepare))
                .onFailure(e -> Subject.session(sessionId)
                        .on(LOG.atDebug())
                        .log("its persons are found out when somebody asks: {}", String.valueOf(e.getMessage())));
    }

    @Override
    public Future<JsonObject> persons(String sessionId) {
        return view(sessionId).map(PersonsDocument::of);
    }

    @Override
    public Future<JsonObject> room(String sessionId) {
        return turns.take(sessionId, () -> changes.settled(sessionId)).map(PersonsDocument::room);
    }

    @Override
    public Future<JsonArray> history(String sessionId) {
        return changes.settled(sessionId).map(stored -> PersonsDocument.history(stored.history()));
    }

    @Override
    public Future<JsonObject> change(String sessionId, Change change, JsonObject said, Asker asker) {
        return turns.take(sessionId, () -> changes.add(sessionId, change, said, asker)
                .compose(stored -> change == Change.ROOM
                        ? Future.succeededFuture(PersonsDocument.room(stored))
                        : workbench.view(stored).map(PersonsDocument::of)));
    }

    @Override
    public Future<JsonObject> undo(String sessionId, Asker asker) {
        return turns.take(
                sessionId,
                () -> changes.undo(sessionId, asker).compose(workbench::view).map(PersonsDocument::of));
    }

    @Override
    public Future<Picture> picture(String sessionId, String id, String version) {
        return view(sessionId)
                .map(view ->
                        view.cut(id).orElseThrow(() -> new Refused(Refused.Kind.MISSING, "There is no such person")))
                .compose(cut -> turns.take(
                                sessionId + "/" + cut.name(),
                                () -> scissors.executeBlocking(() -> portraits.of(sessionId, cut), false))
                        .map(file -> new Picture(file, cut.name().equals(version))));
    }

    @Override
    public Future<Void> followed(String sessionId) {
        return turns.take(sessionId, () -> changes.settled(sessionId).<Void>mapEmpty())
                .recover(e -> {
                    Subject.session(sessionId)
                            .on(LOG.atWarn())
                            .log("its newest result does not know of the corrections: {}", e.getMessage());
                    return Future.succeededFuture();
                });
    }

    private Future<View> view(String sessionId) {
        return turns.take(sessionId, () -> changes.settled(sessionId).compose(workbench::view));
    }
}
