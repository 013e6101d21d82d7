package dev.lectern.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds routes to a router, and knows what each address allows. */
final class Routes {

    private final Router router;
    private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

    Routes(Router router) {
        this.router = router;
    }

    /** GET, and HEAD with it. */
    Routes get(String path, Handler<RoutingContext> handler) {
        return add(HttpMethod.GET, path, handler).add(HttpMethod.HEAD, path, handler);
    }

    Routes post(String path, Handler<RoutingContext> handler) {
        return add(HttpMethod.POST, path, handler);
    }

    Routes delete(String path, Handler<RoutingContext> handler) {
        return add(HttpMethod.DELETE, path, handler);
    }

    /** Adds what answers to other methods and other addresses; nothing can be added after it. */
    void close() {
        methods.forEach((path, known) -> {
            String allow = known.stream().map(HttpMethod::name).collect(Collectors.joining(", ")) + ", OPTIONS";
            router.route(path).handler(ctx -> otherMethod(ctx, allow));
        });
        router.route().handler(ctx -> {
            throw new ApiFailure(ErrorCode.NOT_FOUND, "There is nothing at this address");
        });
    }

    private Routes add(HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(handler);
        methods.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(method);
        return this;
    }

    private static void otherMethod(RoutingContext ctx, String allow) {
        ctx.response().putHeader(HttpHeaders.ALLOW, allow);
        if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
            Answers.noContent(ctx);
        } else {
            throw new ApiFailure(ErrorCode.METHOD_NOT_ALLOWED, "This address allows " + allow);
        }
    }
}
