package dev.lectern.http;

import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/** GET /sessions/{id}/estimates: how long it would take to process a recording now, at each quality. */
final class EstimateHandler implements Handler<RoutingContext> {

    private final Store store;
    private final Recordings recordings;
    private final Outlook outlook;
    private final Parameters defaults;

    EstimateHandler(Store store, Recordings recordings, Outlook outlook, Parameters defaults) {
        this.store = store;
        this.recordings = recordings;
        this.outlook = outlook;
        this.defaults = defaults;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Parameters asked = parameters(ctx.queryParams().get("sampleFps"));
        Future<JsonObject> answer = SessionRoutes.session(store, ctx)
                .compose(session -> recordings.requireRecording(session.id()).map(there -> session))
                .compose(session -> outlook.estimates(session, asked)
                        .compose(estimates ->
                                store.jobs().activeOfOthers(session.id()).map(others -> json(estimates, others))));
        Answers.reply(ctx, answer, body -> Answers.json(ctx, 200, body));
    }

    private Parameters parameters(String sampleFps) {
        try {
            double fps = sampleFps == null ? defaults.sampleFps() : Double.parseDouble(sampleFps);
            return new Parameters(fps, defaults.segmentSeconds(), defaults.quality());
        } catch (NumberFormatException e) {
            throw ApiFailure.invalid("sampleFps must be a number");
        } catch (IllegalArgumentException e) {
            throw ApiFailure.invalid(e.getMessage());
        }
    }

    private JsonObject json(Outlook.Estimates estimates, int others) {
        JsonObject seconds = new JsonObject();
        for (Quality quality : Quality.values()) {
            OptionalLong one = estimates.seconds().get(quality);
            seconds.put(quality.label(), one.isPresent() ? one.getAsLong() : null);
        }
        return new JsonObject()
                .put("estimates", seconds)
                .put("usual", defaults.quality().label())
                .put("slots", estimates.slots())
                .put("waitsBehind", others);
    }
}
