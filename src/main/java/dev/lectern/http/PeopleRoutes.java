package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Need;
import dev.lectern.job.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;

/** /sessions/{id}/persons and what puts it right. */
final class PeopleRoutes {

    private static final String SESSION = "/sessions/:sessionId";
    private static final String PERSONS = SESSION + "/persons";
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final Vertx vertx;
    private final People people;

    PeopleRoutes(Vertx vertx, People people) {
        this.vertx = vertx;
        this.people = people;
    }

    void addTo(Routes routes) {
        routes.get(PERSONS, Need.VIEW_SESSION, ctx -> answer(ctx, people.persons(session(ctx))))
                .get(PERSONS + "/:personId/thumbnail", Need.VIEW_SESSION, this::thumbnail)
                .put(SESSION + "/instructor", Need.EDIT_SESSION, ctx -> change(ctx, People.Change.INSTRUCTOR))
                .post(PERSONS + "/merge", Need.EDIT_SESSION, ctx -> change(ctx, People.Change.MERGE))
                .post(PERSONS + "/split", Need.EDIT_SESSION, ctx -> change(ctx, People.Change.SPLIT))
                .get(SESSION + "/room", Need.VIEW_SESSION, ctx -> answer(ctx, people.room(session(ctx))))
                .put(SESSION + "/room", Need.EDIT_SESSION, ctx -> change(ctx, People.Change.ROOM))
                .get(SESSION + "/corrections", Need.VIEW_SESSION, this::history)
                .post(SESSION + "/corrections/undo", Need.EDIT_SESSION, this::undo);
    }

    private void change(RoutingContext ctx, People.Change change) {
        String session = session(ctx);
        answer(ctx, Incoming.object(ctx.request()).compose(said -> people.change(session, change, said, asker(ctx))));
    }

    private void undo(RoutingContext ctx) {
        String session = session(ctx);
        answer(ctx, Incoming.object(ctx.request()).compose(nothing -> people.undo(session, asker(ctx))));
    }

    private void history(RoutingContext ctx) {
        Answers.reply(ctx, refusable(people.history(session(ctx))), history -> Answers.json(ctx, 200, history));
    }

    private void thumbnail(RoutingContext ctx) {
        Future<People.Picture> picture = people.picture(
                session(ctx), ctx.pathParam("personId"), ctx.queryParams().get("v"));
        Answers.reply(
                ctx,
                refusable(picture).compose(found -> vertx.executeBlocking(
                                () -> Buffer.buffer(Files.readAllBytes(found.file())), false)
                        .map(bytes -> {
                            ctx.response()
                                    .putHeader(HttpHeaders.CACHE_CONTROL, found.forEver() ? FOR_EVER : "no-cache");
                            return bytes;
                        })),
                bytes -> Answers.sendPlain(ctx, "image/jpeg", bytes));
    }

    private static void answer(RoutingContext ctx, Future<JsonObject> body) {
        Answers.reply(ctx, refusable(body), found -> {
            ctx.response().putHeader(HttpHeaders.ETAG, '"' + found.getString("resultEtag") + '"');
            Answers.json(ctx, 200, found);
        });
    }

    private static People.Asker asker(RoutingContext ctx) {
        Account account = Caller.of(ctx).account();
        return new People.Asker(
                account == null ? null : account.name(), ctx.request().getHeader(HttpHeaders.IF_MATCH));
    }

    private static <T> Future<T> refusable(Future<T> asked) {
        return asked.recover(cause -> Future.failedFuture(
                cause instanceof People.Refused refused
                        ? new ApiFailure(code(refused.kind()), refused.getMessage())
                        : cause));
    }

    private static ErrorCode code(People.Refused.Kind kind) {
        return switch (kind) {
            case MISSING -> ErrorCode.NOT_FOUND;
            case INVALID -> ErrorCode.INVALID;
            case NOT_NOW -> ErrorCode.CONFLICT;
            case CHANGED -> ErrorCode.PRECONDITION_FAILED;
        };
    }

    private static String session(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        return id;
    }
}
