package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Need;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** /workers/enrol and /workers/tokens. */
final class EnrolRoutes {

    private static final String EXPIRES = "expiresSeconds";
    private static final long USUAL_SECONDS = 3600;
    /** What an answer that nobody may keep says of itself. */
    private static final String NOT_TO_BE_KEPT = "no-store";

    private static final String WORKER_PROTOCOL = "lectern-worker";

    private final Enrolment enrolment;

    EnrolRoutes(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    void addTo(Routes routes) {
        routes.post("/workers/enrol", Need.ENROL, this::enrol).post("/workers/tokens", Need.ADMIT_WORKERS, this::token);
    }

    private void enrol(RoutingContext ctx) {
        boolean fromHere = fromHere(ctx.request());
        // Where people have to log in, being on this machine is not enough for a worker either.
        boolean tokenNeeded = !anybody(ctx);
        answer(ctx, 200, Incoming.object(ctx.request()).compose(body -> enrolment.enrol(body, fromHere, tokenNeeded)));
    }

    private void token(RoutingContext ctx) {
        if (anybody(ctx) && !fromHere(ctx.request())) {
            throw new ApiFailure(
                    ErrorCode.FORBIDDEN,
                    "Join tokens are made on the server's own machine only: run lectern worker-token there");
        }
        answer(ctx, 201, Incoming.object(ctx.request()).compose(body -> enrolment.token(validity(body))));
    }

    private static boolean anybody(RoutingContext ctx) {
        return Caller.of(ctx).kind() == Identity.Kind.ANYBODY;
    }

    private boolean fromHere(HttpServerRequest request) {
        return SameMachine.meant(request)
                && enrolment.sameMachine(
                        request.connection().remoteAddress(),
                        request.connection().localAddress());
    }

    private static Duration validity(JsonObject body) {
        Object value = body.getValue(EXPIRES, USUAL_SECONDS);
        if (value instanceof Integer || value instanceof Long) {
            return Duration.ofSeconds(((Number) value).longValue());
        }
        throw ApiFailure.invalid(EXPIRES + " must be a whole number of seconds");
    }

    private static void answer(RoutingContext ctx, int status, Future<JsonObject> result) {
        Answers.reply(ctx, result.recover(cause -> Future.failedFuture(failure(ctx.response(), cause))), body -> {
            ctx.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, NOT_TO_BE_KEPT);
            Answers.send(ctx, "application/json", body.toBuffer());
        });
    }

    private static Throwable failure(HttpServerResponse response, Throwable cause) {
        if (!(cause instanceof Enrolment.Refused refused)) {
            return cause;
        }
        return new ApiFailure(
                switch (refused.kind()) {
                    case INVALID -> ErrorCode.INVALID;
                    case FORBIDDEN -> ErrorCode.FORBIDDEN;
                    case INCOMPATIBLE -> {
                        // RFC 9110 wants these with this status.
                        response.putHeader(HttpHeaders.UPGRADE, WORKER_PROTOCOL)
                                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
                        yield ErrorCode.UPGRADE_REQUIRED;
                    }
                    case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
                },
                refused.getMessage());
    }
}
