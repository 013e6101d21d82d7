package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Stands before every route. */
@FunctionalInterface
interface Guard {

    /**
     * What is to be passed before a route's own handler.
     *
     * @return goes on to the next handler, or fails the request; tells who asks by {@link Caller}
     */
    Handler<RoutingContext> before(Need need);
}
