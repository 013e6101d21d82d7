package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** POST /sessions/{id}/process: one more job for a session. */
final class ProcessHandler implements Handler<RoutingContext> {

    private final Store store;
    private final Recordings recordings;
    private final Admission admission;
    private final Clock clock;
    private final Parameters defaults;

    ProcessHandler(Store store, Recordings recordings, Hints hints, Backlog backlog, Clock clock, Parameters defaults) {
        this.store = store;
        this.recordings = recordings;
        this.admission = new Admission(store, hints, backlog);
        this.clock = clock;
        this.defaults = defaults;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        Future<Job> job = Incoming.object(ctx.request()).compose(body -> store.sessions()
                .find(id)
                .map(session -> session.orElseThrow(ApiFailure::noSession))
                .compose(session -> recordings.requireRecording(id))
                .map(session -> Job.queued(Ids.newJob(), id, parameters(body), clock.instant())));
        admission.admit(ctx, job);
    }

    private Parameters parameters(JsonObject body) {
        double sampleFps = number(body, "sampleFps", defaults.sampleFps());
        double segmentSeconds = number(body, "segmentSeconds", defaults.segmentSeconds());
        if (segmentSeconds != Math.rint(segmentSeconds)) {
            throw ApiFailure.invalid("segmentSeconds must be a whole number, not " + segmentSeconds);
        }
        try {
            return new Parameters(sampleFps, (int) segmentSeconds, quality(body));
        } catch (IllegalArgumentException e) {
            throw ApiFailure.invalid(e.getMessage());
        }
    }

    private Quality quality(JsonObject body) {
        Object value = body.getValue("quality");
        if (value == null) {
            return defaults.quality();
        }
        return Quality.parse(value.toString())
                .orElseThrow(() -> ApiFailure.invalid("quality must be " + Quality.LABELS + ", not " + value));
    }

    private static double number(JsonObject body, String key, double otherwise) {
        Object value = body.getValue(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw ApiFailure.invalid(key + " must be a number");
    }
}
