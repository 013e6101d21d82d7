package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Need;
import dev.lectern.access.Standing;
import dev.lectern.store.Sharing;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** /sessions/{id}/access: whose a session is, and who else may see it. */
final class ShareRoutes {

    private static final String PATH = "/sessions/:sessionId/access";
    private static final String OF_USER = PATH + "/:userName";

    private final Store store;
    private final Audience audience;

    ShareRoutes(Store store, Audience audience) {
        this.store = store;
        this.audience = audience;
    }

    void addTo(Routes routes) {
        routes.get(PATH, Need.SHARE_SESSION, this::list)
                .put(OF_USER, Need.SHARE_SESSION, this::give)
                .delete(OF_USER, Need.SHARE_SESSION, this::take);
    }

    private void list(RoutingContext ctx) {
        Answers.reply(
                ctx,
                session(ctx).compose(id -> store.sharing().of(id)),
                shares -> Answers.json(ctx, 200, wire(shares)));
    }

    private static JsonObject wire(Sharing.Shares shares) {
        JsonArray users = new JsonArray();
        shares.shared()
                .forEach((name, standing) -> users.add(new JsonObject()
                        .put("name", name)
                        .put("level", standing == Standing.EDITOR ? "edit" : "read")));
        return new JsonObject().put("owner", shares.owner()).put("users", users);
    }

    private void give(RoutingContext ctx) {
        Future<Void> given = Incoming.object(ctx.request()).compose(body -> {
            Standing level = Fields.word(body, "level", ShareRoutes::standing, "read, edit or owner");
            return session(ctx).compose(id -> user(ctx)
                    .compose(account -> level == Standing.OWNER
                            ? store.sharing().own(id, account.id())
                            : store.sharing().give(id, account.id(), level))
                    .compose(done -> audience.refresh(id)));
        });
        Answers.reply(ctx, given, done -> Answers.noContent(ctx));
    }

    private void take(RoutingContext ctx) {
        Future<Void> taken = session(ctx).compose(id -> user(ctx)
                .compose(account -> store.sharing().take(id, account.id()))
                .compose(done -> {
                    if (!done) {
                        throw new ApiFailure(ErrorCode.NOT_FOUND, "It is not shared with this user");
                    }
                    return audience.refresh(id);
                }));
        Answers.reply(ctx, taken, done -> Answers.noContent(ctx));
    }

    private static Optional<Standing> standing(String word) {
        return switch (word) {
            case "read" -> Optional.of(Standing.READER);
            case "edit" -> Optional.of(Standing.EDITOR);
            case "owner" -> Optional.of(Standing.OWNER);
            default -> Optional.empty();
        };
    }

    private Future<Account> user(RoutingContext ctx) {
        Audit.about(ctx, ctx.pathParam("userName"));
        return Members.named(store, ctx.pathParam("userName"));
    }

    private Future<String> session(RoutingContext ctx) {
        return SessionRoutes.existing(store, ctx);
    }
}
