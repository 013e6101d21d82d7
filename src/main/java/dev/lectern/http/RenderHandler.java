package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Function;

/** POST /sessions/{id}/render: a job that draws the newest result onto the recording. */
final class RenderHandler implements Handler<RoutingContext> {

    private final Store store;
    private final Recordings recordings;
    private final Function<String, Future<Void>> followed;
    private final Admission admission;
    private final Clock clock;
    private final Parameters parameters;

    /**
     * The route.
     *
     * @param followed completes when the newest result of a session knows of all that was said about it
     * @param parameters what every job has, though this kind makes no use of it
     */
    RenderHandler(
            Store store,
            Recordings recordings,
            Function<String, Future<Void>> followed,
            Hints hints,
            Backlog backlog,
            Clock clock,
            Parameters parameters) {
        this.followed = followed;
        this.store = store;
        this.recordings = recordings;
        this.admission = new Admission(store, hints, backlog);
        this.clock = clock;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        admission.admit(
                ctx,
                store.sessions()
                        .row(id)
                        .map(row -> free(row.orElseThrow(ApiFailure::noSession)))
                        .compose(row -> recordings.requireRecording(id))
                        .compose(there -> job(id)));
    }

    private static SessionRow free(SessionRow row) {
        if (row.newestJob() != null && row.newestJob().state().active()) {
            throw Admission.conflict(row.newestJob().id());
        }
        return row;
    }

    private Future<Job> job(String sessionId) {
        return followed.apply(sessionId)
                .compose(done -> store.results().newestEtag(sessionId))
                .map(etag -> Job.rendering(
                        Ids.newJob(),
                        sessionId,
                        parameters,
                        etag.orElseThrow(() -> new ApiFailure(
                                ErrorCode.NOT_FOUND,
                                "There is no tracking result to draw; process the recording first")),
                        clock.instant()));
    }
}
