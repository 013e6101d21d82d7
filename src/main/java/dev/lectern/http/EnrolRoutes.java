package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Need;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** /workers/enrol, /workers/tokens, /workers/known, and /workers/{name}, by which one is shut out. */
final class EnrolRoutes {

    private static final String EXPIRES = "expiresSeconds";
    private static final long USUAL_SECONDS = 3600;
    /** What an answer that nobody may keep says of itself. */
    private static final String NOT_TO_BE_KEPT = "no-store";

    private static final String WORKER_PROTOCOL = "lectern-worker";

    private static final String WORKER = "workerName";

    private final Enrolment enrolment;
    private final Coordination coordination;

    EnrolRoutes(Enrolment enrolment, Coordination coordination) {
        this.enrolment = enrolment;
        this.coordination = coordination;
    }

    void addTo(Routes routes) {
        routes.post("/workers/enrol", Need.ENROL, this::enrol)
                .post("/workers/tokens", Need.ADMIT_WORKERS, this::token)
                .get("/workers/known", Need.ADMIT_WORKERS, this::known)
                .delete("/workers/:" + WORKER, Need.ADMIT_WORKERS, this::revoke);
    }

    private void enrol(RoutingContext ctx) {
        boolean fromHere = fromHere(ctx.request());
        // Where people have to log in, being on this machine is not enough for a worker either.
        boolean tokenNeeded = !anybody(ctx);
        answer(ctx, 200, Incoming.object(ctx.request()).compose(body -> enrolment.enrol(body, fromHere, tokenNeeded)));
    }

    private void token(RoutingContext ctx) {
        onlyHere(ctx, "Join tokens are made on the server's own machine only: run lectern worker-token there");
        answer(ctx, 201, Incoming.object(ctx.request()).compose(body -> enrolment.token(validity(body))));
    }

    private void known(RoutingContext ctx) {
        Future<JsonArray> workers = WorkerRoutes.roster(coordination)
                .compose(roster -> enrolment.known().map(known -> WorkerList.of(roster, known)))
                .recover(cause -> Future.failedFuture(failure(ctx.response(), cause)));
        Answers.reply(ctx, workers, body -> Answers.json(ctx, 200, body));
    }

    private void revoke(RoutingContext ctx) {
        Audit.about(ctx, ctx.pathParam(WORKER));
        onlyHere(ctx, "Workers are shut out on the server's own machine only: run lectern worker revoke there");
        answer(ctx, 200, enrolment.revoke(ctx.pathParam(WORKER)).map(removed -> new JsonObject()
                .put("worker", removed.worker())
                .put("revokedAt", Wire.time(removed.at()))
                .put("tokensEnded", removed.tokensEnded())));
    }

    /** Without accounts being on this machine is what there is to tell who runs the server. */
    private void onlyHere(RoutingContext ctx, String sentence) {
        if (anybody(ctx) && !fromHere(ctx.request())) {
            throw new ApiFailure(ErrorCode.FORBIDDEN, sentence);
        }
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
                    case MISSING -> ErrorCode.NOT_FOUND;
                    case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
                },
                refused.getMessage());
    }
}
