package dev.lectern.http;

import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * Bounds the jobs that have work to do.
 *
 * @param store where they are noted
 * @param most how many there may be
 */
record Backlog(Store store, int most) {

    private static final int RETRY_SECONDS = 60;

    /** Fails with an {@link ApiFailure} if there are so many that no further one is taken. */
    Future<Void> room(RoutingContext ctx) {
        return store.jobs().counts().compose(counts -> {
            int active = counts.queued() + counts.running();
            return active < most
                    ? Future.succeededFuture()
                    : Future.failedFuture(TooMany.requests(
                            ctx,
                            RETRY_SECONDS,
                            active
                                    + " jobs wait or are at work, which is as many as this server takes; try again when some"
                                    + " are done"));
        });
    }
}
