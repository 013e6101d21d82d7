package dev.lectern.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into an answer. */
final class ErrorHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        ApiFailure failure = failure(ctx);
        if (response.headWritten()) {
            // The answer had begun: all that can be said is that it is not complete.
            ctx.request().connection().close();
            return;
        }
        if (failure.code() == ErrorCode.UNAUTHORIZED) {
            // No scheme that browsers would ask for a password for by themselves.
            ctx.response().putHeader("www-authenticate", "Bearer realm=\"Lectern\"");
        }
        Incoming.drain(ctx.vertx(), ctx.request());
        Answers.json(ctx, failure.code().status(), body(failure, ctx.request()));
    }

    static JsonObject body(ApiFailure failure, HttpServerRequest request) {
        ErrorCode code = failure.code();
        return new JsonObject()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", failure.getMessage())
                .put("message", failure.getMessage())
                .put("instance", LinkRoutes.shown(request.path()))
                .mergeIn(failure.members());
    }

    /** As SQLite and the system say it. */
    private static boolean diskIsFull(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (message.contains("SQLITE_FULL") || message.contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private static ApiFailure failure(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        if (cause instanceof ApiFailure failure) {
            return failure;
        }
        if (diskIsFull(cause)) {
            return new ApiFailure(
                    ErrorCode.INSUFFICIENT_STORAGE, "The server's disk is full, so that nothing can be noted just now");
        }
        int status = cause instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
        ErrorCode code = ErrorCode.ofStatus(status);
        if (code == ErrorCode.INTERNAL) {
            Trace.subject(ctx)
                    .on(LOG.atError())
                    .setCause(cause)
                    .log(
                            "{} {} failed",
                            ctx.request().method(),
                            LinkRoutes.shown(ctx.request().path()));
            return new ApiFailure(code, "An unexpected error occurred; Lectern's log says more");
        }
        return new ApiFailure(code, code == ErrorCode.NOT_FOUND ? "There is nothing at this address" : code.title());
    }
}
