package dev.lectern.people;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.http.People.Asker;
import dev.lectern.http.People.Change;
import dev.lectern.http.People.Refused;
import dev.lectern.job.Job;
import dev.lectern.store.Correction;
import dev.lectern.store.Derived;
import dev.lectern.store.Overtaken;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;

/**
 * Stores what is said together with what follows from it, and tells it. Nobody may change the same session at the same time; who does so in
 * another process is noticed by the store, and is refused.
 */
final class Changes {

    private final Vertx vertx;
    private final Store store;
    private final Workbench workbench;
    private final Clock clock;

    Changes(Vertx vertx, Store store, Workbench workbench, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.workbench = workbench;
        this.clock = clock;
    }

    /** What is stored, after what still had to follow from it has followed. */
    Future<StoredSession> settled(String sessionId) {
        return StoredSession.read(store, sessionId).compose(stored -> {
            if (!stored.newest().behind()) {
                return Future.succeededFuture(stored);
            }
            return follow(stored)
                    .compose(done -> StoredSession.read(store, sessionId))
                    // What cannot be followed is shown as it is.
                    .recover(e -> e instanceof Refused refused && refused.kind() == Refused.Kind.NOT_NOW
                            ? Future.succeededFuture(stored)
                            : Future.failedFuture(e));
        });
    }

    /** Says one thing more. */
    Future<StoredSession> add(String sessionId, Change change, JsonObject said, Asker asker) {
        return settled(sessionId)
                .compose(stored -> free(stored, asker))
                .compose(stored -> workbench
                        .understood(stored, change, said)
                        .compose(understood -> add(stored, change, said, asker, understood)))
                .compose(done -> settled(sessionId));
    }

    /** Takes the newest change back that holds. */
    Future<StoredSession> undo(String sessionId, Asker asker) {
        return settled(sessionId)
                .compose(stored -> free(stored, asker))
                .compose(this::takeBack)
                .compose(done -> settled(sessionId));
    }

    /** A job made its result anew while changes hold. */
    private Future<Void> follow(StoredSession stored) {
        Instant now = clock.instant();
        return workbench
                .derived(stored, stored.said())
                .compose(document -> {
                    Derived result = result(stored, stored.said().revision(), document);
                    return store.corrections().follow(result, now).onSuccess(done -> tell(result, now));
                })
                // Somebody else was quicker, which is as good.
                .recover(e -> e instanceof Overtaken ? Future.succeededFuture() : Future.failedFuture(e));
    }

    private Future<Void> add(
            StoredSession stored, Change change, JsonObject said, Asker asker, Request.Understood understood) {
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

    private Future<Void> takeBack(StoredSession stored) {
        Said said = stored.said();
        if (said.newest() == null) {
            throw new Refused(Refused.Kind.NOT_NOW, "There is nothing to take back");
        }
        Instant now = clock.instant();
        Said rest = said.withoutNewest();
        Future<Derived> result = rest.newest() == null
                ? Future.succeededFuture(null)
                : workbench.derived(stored, rest).map(document -> result(stored, rest.revision(), document));
        return result.compose(derived -> overtaken(
                        store.corrections().undo(stored.id(), stored.made().jobId(), said.revision(), derived, now))
                .onSuccess(done -> tell(new Corrected(
                        stored.id(), derived == null ? stored.made().etag() : derived.etag(), rest.revision(), now))));
    }

    private static Future<StoredSession> free(StoredSession stored, Asker asker) {
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

    private static Derived result(StoredSession stored, int revision, Document document) {
        return new Derived(stored.id(), stored.made().jobId(), revision, document.etag(), document.gzipped());
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
}
