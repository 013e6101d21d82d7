package dev.lectern.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sends browsers on to another address. */
final class Pages {

    private static final int SEE_OTHER = 303;

    private Pages() {}

    /** Whether somebody looks who can do nothing with JSON. */
    static boolean wanted(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    /** Answers that what was asked for is at another address; nobody on the way keeps that, and nobody there learns from where. */
    static void goTo(RoutingContext ctx, String address) {
        ctx.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, address)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }
}
