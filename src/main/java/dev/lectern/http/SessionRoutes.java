package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Need;
import dev.lectern.access.Policy;
import dev.lectern.access.Right;
import dev.lectern.access.Standing;
import dev.lectern.job.Ids;
import dev.lectern.job.Session;
import dev.lectern.store.SessionPage;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** /sessions, except what streams or has a handler of its own. */
final class SessionRoutes {

    private final Store store;
    private final Hints hints;
    private final Recordings recordings;
    private final Previews previews;

    SessionRoutes(Store store, Hints hints, Recordings recordings, Previews previews) {
        this.previews = previews;
        this.store = store;
        this.hints = hints;
        this.recordings = recordings;
    }

    void addTo(Routes routes) {
        routes.get("/sessions", Need.BROWSE, this::list)
                .get("/sessions/:sessionId", Need.VIEW_RESULT, this::find)
                .delete("/sessions/:sessionId", Need.DELETE_SESSION, this::delete);
    }

    private void list(RoutingContext ctx) {
        Identity who = Caller.of(ctx);
        SessionList asked = SessionList.of(ctx.queryParams(), who.viewer().orElse(null));
        Future<SessionPage> page = store.sessions().page(asked.query(), asked.limit(), asked.cursor());
        Future<Long> count = asked.counts() ? store.sessions().count(asked.query()) : Future.succeededFuture();
        Future<Function<String, Standing>> standing = Future.all(page, count)
                .compose(read -> standings(who, page.result().sessions()));
        Answers.reply(ctx, standing, known -> {
            if (page.result().next() != null) {
                ctx.response().putHeader("link", asked.link(page.result().next()));
            }
            if (count.result() != null) {
                ctx.response().putHeader(SessionList.COUNT, count.result().toString());
            }
            Answers.jsonAside(ctx, () -> {
                JsonArray sessions = new JsonArray();
                page.result()
                        .sessions()
                        .forEach(row -> sessions.add(Wire.summary(
                                row,
                                Right.onSession(who, known.apply(row.session().id())))));
                return sessions;
            });
        });
    }

    /** How a caller stands to each of these sessions. */
    private Future<Function<String, Standing>> standings(Identity who, List<SessionRow> rows) {
        return who.seesAll()
                ? Future.succeededFuture(id -> Standing.OWNER)
                : store.sharing()
                        .grantsOf(
                                who.viewer().orElse(""),
                                rows.stream().map(row -> row.session().id()).toList())
                        .map(grants -> id ->
                                grants.containsKey(id) ? Policy.standing(who, id, grants.get(id)) : Standing.NONE);
    }

    private void find(RoutingContext ctx) {
        String id = id(ctx);
        List<Right> may = Right.onSession(Caller.of(ctx), Caller.standing(ctx));
        Future<JsonObject> detail = row(id).compose(row -> Future.all(
                        recordings.video(id), VideoHandler.heatmap(store, recordings, id))
                .map(files -> Wire.detail(row, isThere(files, 0), isThere(files, 1), previews.shown(row), may)));
        Answers.reply(ctx, detail, body -> Answers.json(ctx, 200, body));
    }

    private static boolean isThere(CompositeFuture files, int index) {
        return files.<Optional<VideoFile>>resultAt(index).isPresent();
    }

    private void delete(RoutingContext ctx) {
        String id = id(ctx);
        Future<Void> deleted = row(id).compose(new Deletion(store, hints, recordings)::delete);
        Answers.reply(ctx, deleted, done -> Answers.noContent(ctx));
    }

    private Future<SessionRow> row(String id) {
        return store.sessions().row(id).map(found -> found.orElseThrow(ApiFailure::noSession));
    }

    /** The id of the session that the path names; fails if there is none. */
    static Future<String> existing(Store store, RoutingContext ctx) {
        return session(store, ctx).map(Session::id);
    }

    /** The session that a request is about; fails if there is none. */
    static Future<Session> session(Store store, RoutingContext ctx) {
        return store.sessions().find(id(ctx)).map(found -> found.orElseThrow(ApiFailure::noSession));
    }

    private static String id(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        return id;
    }
}
