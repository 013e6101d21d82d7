package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.IntSupplier;

/** /metrics: figures for a monitoring system that comes to fetch them. */
final class MetricsRoutes {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Metering metering;
    private final IntSupplier streams;

    /**
     * The route.
     *
     * @param streams how many clients listen to events
     */
    MetricsRoutes(Metering metering, IntSupplier streams) {
        this.metering = metering;
        this.streams = streams;
    }

    void addTo(Routes routes) {
        routes.get("/metrics", Need.WATCH_SERVER, this::scrape);
    }

    private void scrape(RoutingContext ctx) {
        Answers.reply(ctx, metering.text(streams.getAsInt()), text -> {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            Answers.send(ctx, PROMETHEUS_TEXT, text);
        });
    }
}
