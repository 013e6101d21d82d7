package dev.lectern.http;

import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.util.Optional;

/** Deletes sessions with everything that belongs to them. */
record Deletion(Store store, Hints hints, Recordings recordings) {

    /** Fails with an {@link ApiFailure} if it is not there any more. */
    Future<Void> delete(SessionRow row) {
        String id = row.session().id();
        return store.sessions()
                .delete(id)
                .compose(existed -> existed ? stopWork(row) : Future.failedFuture(ApiFailure.noSession()))
                .onSuccess(stopped -> hints.forgotten(id))
                .compose(stopped -> recordings.delete(id));
    }

    private Future<Void> stopWork(SessionRow row) {
        return Optional.ofNullable(row.newestJob())
                .filter(job -> job.state().active())
                .map(hints::removed)
                .orElse(Future.succeededFuture());
    }
}
