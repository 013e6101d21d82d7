package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds routes to a router, and knows what each address allows. A route says what it needs of who calls it; one that does not say
 * it cannot be added.
 */
final class Routes {

    private final Router router;
    private final Guard guard;
    private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

    Routes(Router router, Guard guard) {
        this.router = router;
        this.guard = guard;
    }

    /** GET, and HEAD with it. */
    Routes get(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.GET, path, need, handler).add(HttpMethod.HEAD, path, need, handler);
    }

    /** OPTIONS with more to say than what the address allows. */
    Routes options(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.OPTIONS, path, need, handler);
    }

    Routes post(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.POST, path, need, handler);
    }

    Routes put(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.PUT, path, need, handler);
    }

    Routes patch(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.PATCH, path, need, handler);
    }

    Routes delete(String path, Need need, Handler<RoutingContext> handler) {
        return add(HttpMethod.DELETE, path, need, handler);
    }

    /** Adds what answers to other methods and other addresses; nothing can be added after it. */
    void close() {
        methods.forEach((path, known) -> {
            String allow = known.stream()
                            .filter(method -> !method.equals(HttpMethod.OPTIONS))
                            .map(HttpMethod::name)
                            .collect(Collectors.joining(", "))
                    + ", OPTIONS";
            router.route(path).handler(ctx -> otherMethod(ctx, allow));
        });
        router.route().handler(ctx -> {
            throw new ApiFailure(ErrorCode.NOT_FOUND, "There is nothing at this address");
        });
    }

    private Routes add(HttpMethod method, String path, Need need, Handler<RoutingContext> handler) {
        router.route(method, path)
                .handler(guard.before(Objects.requireNonNull(need)))
                .handler(handler);
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
