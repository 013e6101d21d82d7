package dev.lectern.depot;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that is not the one that was hoped for: a status and a sentence. */
final class Refusal extends RuntimeException {

    static final int NOT_BELIEVED = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int LENGTH_REQUIRED = 411;
    static final int TOO_LARGE = 413;
    static final int NO_SUCH_RANGE = 416;
    static final int DAMAGED = 422;
    static final int NO_ROOM = 507;

    private static final long serialVersionUID = 1L;
    private static final int INTERNAL = 500;
    private static final int BAD_REQUEST = 400;
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    static Refusal badRequest(String sentence) {
        return new Refusal(BAD_REQUEST, sentence);
    }

    /** Answers a request that failed. */
    static void answer(RoutingContext ctx, Throwable why) {
        if (why instanceof Refusal refusal) {
            answer(ctx, refusal.status, refusal.getMessage());
        } else if (why != null) {
            LOG.error("{} {}", ctx.request().method(), ctx.request().path(), why);
            answer(ctx, INTERNAL, "An unexpected error occurred in Lectern.");
        } else {
            answer(ctx, ctx.statusCode(), "Nothing is served here.");
        }
    }

    private static void answer(RoutingContext ctx, int status, String sentence) {
        HttpServerResponse response = ctx.response();
        if (response.headWritten()) {
            // Cut off, so that what was sent is not taken for the whole.
            ctx.request().connection().close();
        } else if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(sentence);
            // What still comes of the body is not wanted, but the connection is.
            ctx.request().resume();
        }
    }
}
