package dev.lectern.http;

import dev.lectern.access.Identity;
import io.vertx.ext.web.RoutingContext;

/** Who makes a request, as the guard of its route found out. */
final class Caller {

    private static final String KEY = "lectern.caller";

    private Caller() {}

    static Identity of(RoutingContext ctx) {
        return ctx.get(KEY, Identity.NOBODY);
    }

    static void set(RoutingContext ctx, Identity who) {
        ctx.put(KEY, who);
    }
}
