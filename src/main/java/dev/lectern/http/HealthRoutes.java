package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** /health: live says that the process answers, ready that it can do its work. */
final class HealthRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

    private final Readiness readiness;

    HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    void addTo(Routes routes) {
        routes.get("/health/live", Need.HEALTH, HealthRoutes::live).get("/health/ready", Need.HEALTH, this::ready);
    }

    private static void live(RoutingContext ctx) {
        Answers.json(ctx, 200, new JsonObject().put("status", "up"));
    }

    private void ready(RoutingContext ctx) {
        Answers.reply(
                ctx,
                readiness.check().otherwise(cause -> {
                    LOG.warn("Readiness could not be checked", cause);
                    return new JsonObject().put("ready", false);
                }),
                state -> answer(ctx, state));
    }

    private static void answer(RoutingContext ctx, JsonObject state) {
        JsonObject checks = state.getJsonObject("checks", new JsonObject());
        if (!state.getBoolean("ready", false)) {
            throw new ApiFailure(ErrorCode.UNAVAILABLE, "Lectern is not ready", new JsonObject().put("checks", checks));
        }
        Answers.json(ctx, 200, new JsonObject().put("status", "up").put("checks", checks));
    }
}
