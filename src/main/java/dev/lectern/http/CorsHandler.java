package dev.lectern.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Tells browsers which pages may use the API. A page that may not gets its answer without these headers, so that its browser
 * hides it; other clients are not affected.
 */
final class CorsHandler implements Handler<RoutingContext> {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String EXPOSED =
            "Accept-Ranges, Allow, Content-Disposition, Content-Encoding, Content-Length, Content-Range, ETag, Last-Modified, Link, X-Total-Count, X-Trace-Id, "
                    + TusHeaders.EXPOSED;
    private static final String SECONDS_TO_REMEMBER = "600";

    private final List<String> origins;

    CorsHandler(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        addHeaders(request);
        boolean preflight = request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!preflight) {
            ctx.next();
            return;
        }
        if (allowed(request.getHeader(HttpHeaders.ORIGIN))) {
            addPreflightHeaders(request);
        }
        Answers.noContent(ctx);
    }

    /** The headers that every answer has. */
    void addHeaders(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (allowed(origin)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            if (origins.contains(origin)) {
                headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
    }

    private static void addPreflightHeaders(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS_TO_REMEMBER);
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        String asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (asked != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
        }
    }

    private boolean allowed(String origin) {
        return origin != null && (origins.contains(origin) || origins.contains("*"));
    }
}
