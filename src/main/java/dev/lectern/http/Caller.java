package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Standing;
import io.vertx.ext.web.RoutingContext;

/** Who makes a request, as the guard of its route found out. */
final class Caller {

    private static final String KEY = "lectern.caller";
    private static final String STANDING = "lectern.standing";

    private Caller() {}

    static Identity of(RoutingContext ctx) {
        return ctx.get(KEY, Identity.NOBODY);
    }

    /** How the caller stands to the session that the path names. */
    static Standing standing(RoutingContext ctx) {
        return ctx.get(STANDING, of(ctx).seesAll() ? Standing.OWNER : Standing.NONE);
    }

    static void stands(RoutingContext ctx, Standing standing) {
        ctx.put(STANDING, standing);
    }

    static void set(RoutingContext ctx, Identity who) {
        ctx.put(KEY, who);
    }
}
