package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.job.Parameters;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Function;

/** What has work done on a recording again, and how long that would take. */
record ProcessingRoutes(
        Store store, Recordings recordings, Hints hints, Backlog backlog, Clock clock, Parameters parameters) {

    /**
     * Adds them.
     *
     * @param followed completes when the newest result of a session knows of all corrections
     * @param outlook null if nobody can say how long it would take; then there is nothing at that address
     */
    void addTo(Routes routes, Function<String, Future<Void>> followed, Outlook outlook) {
        routes.post(
                "/sessions/:sessionId/process",
                Need.EDIT_SESSION,
                new ProcessHandler(store, recordings, hints, backlog, clock, parameters));
        routes.post(
                "/sessions/:sessionId/render",
                Need.EDIT_SESSION,
                new RenderHandler(store, recordings, followed, hints, backlog, clock, parameters));
        if (outlook != null) {
            routes.get(
                    "/sessions/:sessionId/estimates",
                    Need.VIEW_SESSION,
                    new EstimateHandler(store, recordings, outlook, parameters));
        }
    }
}
