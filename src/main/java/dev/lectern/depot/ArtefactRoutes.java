package dev.lectern.depot;

import dev.lectern.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * How an artefact is delivered: POST with its size begins it under a name that the worker chose, HEAD says how much of it is there, PATCH brings the next piece
 * from there on, PUT with its hash ends it, DELETE takes it back, also
 * one that has not come yet.
 */
final class ArtefactRoutes {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Uploads uploads;

    ArtefactRoutes(Uploads uploads) {
        this.uploads = uploads;
    }

    void addTo(Router router) {
        router.post(DepotPaths.ARTEFACT_ROUTE).handler(this::create);
        router.head(DepotPaths.ARTEFACT_ROUTE)
                .handler(ctx -> answer(ctx, uploads.find(name(ctx)), ArtefactRoutes::offset));
        router.patch(DepotPaths.ARTEFACT_ROUTE).handler(this::append);
        router.put(DepotPaths.ARTEFACT_ROUTE).handler(this::seal);
        router.delete(DepotPaths.ARTEFACT_ROUTE)
                .handler(ctx ->
                        answer(ctx, uploads.takeBack(name(ctx)), (response, gone) -> response.setStatusCode(204)));
    }

    private void create(RoutingContext ctx) {
        long length = number(ctx, DepotHeaders.LENGTH);
        answer(ctx, uploads.create(name(ctx), length), (response, upload) -> response.setStatusCode(201));
    }

    private void append(RoutingContext ctx) {
        String name = name(ctx);
        long offset = number(ctx, DepotHeaders.OFFSET);
        String bytes = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (bytes == null || !NUMBER.matcher(bytes).matches()) {
            throw new Refusal(Refusal.LENGTH_REQUIRED, "How long the piece is must be said before it.");
        }
        Arrival arrival = new Arrival(ctx.request());
        Future<Upload> appended =
                uploads.find(name).compose(upload -> uploads.append(upload, offset, Long.parseLong(bytes), arrival));
        answer(ctx, appended, ArtefactRoutes::offset);
    }

    private void seal(RoutingContext ctx) {
        String sha256 = ctx.request().getHeader(DepotHeaders.SHA256);
        if (!Sha256.is(sha256)) {
            throw Refusal.badRequest("The header " + DepotHeaders.SHA256 + " must be 64 lowercase hex digits.");
        }
        answer(
                ctx,
                uploads.find(name(ctx)).compose(upload -> uploads.seal(upload, sha256)),
                (response, there) -> response.setStatusCode(204));
    }

    private static void offset(HttpServerResponse response, Upload upload) {
        response.setStatusCode(204)
                .putHeader(DepotHeaders.OFFSET, Long.toString(upload.offset()))
                .putHeader(DepotHeaders.LENGTH, Long.toString(upload.length()));
    }

    private static <T> void answer(RoutingContext ctx, Future<T> outcome, BiConsumer<HttpServerResponse, T> words) {
        outcome.onFailure(e -> Refusal.answer(ctx, e)).onSuccess(value -> {
            HttpServerResponse response = ctx.response();
            if (!response.closed()) {
                words.accept(response, value);
                response.end();
            }
        });
    }

    private static String name(RoutingContext ctx) {
        String name = ctx.pathParam(DepotPaths.NAME);
        if (!DepotPaths.isArtefact(name)) {
            throw new Refusal(Refusal.NOT_FOUND, "This is not the name of an artefact.");
        }
        return name;
    }

    private static long number(RoutingContext ctx, String header) {
        String text = ctx.request().getHeader(header);
        if (text == null || !NUMBER.matcher(text).matches()) {
            throw Refusal.badRequest("The header " + header + " must be a number of bytes.");
        }
        return Long.parseLong(text);
    }
}
