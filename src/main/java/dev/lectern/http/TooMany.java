package dev.lectern.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The answer to who asks for more than there is room for. */
final class TooMany {

    private TooMany() {}

    /** To be thrown; the answer also says when to come again. */
    static ApiFailure requests(RoutingContext ctx, int retrySeconds, String detail) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds));
        return new ApiFailure(ErrorCode.TOO_MANY_REQUESTS, detail);
    }
}
