package dev.lectern.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What every request meets first: its answer gets the headers that browsers need to be careful, and what is not well formed goes no
 * further.
 *
 * @param tls whether this server speaks TLS
 */
record Welcome(boolean tls) implements Handler<RoutingContext> {

    private static final String HSTS = "max-age=31536000";

    @Override
    public void handle(RoutingContext ctx) {
        SafeHeaders.add(ctx.response().headers());
        if (tls) {
            ctx.response().putHeader("strict-transport-security", HSTS);
        }
        String coding = ctx.request().getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase(HttpHeaders.CHUNKED.toString())) {
            // Whoever does not know where a body ends must not look for the next request behind it.
            ctx.addEndHandler(answered -> ctx.request().connection().close());
            throw new ApiFailure(ErrorCode.BAD_REQUEST, "Of all transfer codings only chunked is understood");
        }
        try {
            URLDecoder.decode(ctx.request().path(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiFailure(ErrorCode.BAD_REQUEST, "The address is not well formed");
        }
        ctx.next();
    }
}
