package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.access.Secret;
import dev.lectern.store.Link;
import dev.lectern.store.Links;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Links that let anybody look at one session: made below the session, followed at /share/{secret}. */
final class LinkRoutes {

    private static final String PATH = "/sessions/:sessionId/links";
    private static final String FOLLOWED = "/share/";
    /** The page for people whose link is good for nothing. */
    private static final String ENDED = "/app/link-ended";

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Store store;
    private final Clock clock;
    private final Cookies cookies;

    LinkRoutes(Store store, Clock clock, Cookies cookies) {
        this.store = store;
        this.clock = clock;
        this.cookies = cookies;
    }

    void addTo(Routes routes) {
        routes.get(PATH, Need.SHARE_SESSION, this::list)
                .post(PATH, Need.SHARE_SESSION, this::add)
                .delete(PATH + "/:linkId", Need.SHARE_SESSION, this::remove)
                .get(FOLLOWED + ":secret", Need.PUBLIC, this::follow);
    }

    /** The path of an address as it may be shown and logged: without what is secret in it. */
    static String shown(String path) {
        return path.startsWith(FOLLOWED) ? FOLLOWED + "…" : path;
    }

    private void list(RoutingContext ctx) {
        Answers.reply(
                ctx,
                SessionRoutes.existing(store, ctx).compose(id -> store.links().list(id)),
                found -> {
                    JsonArray links = new JsonArray();
                    found.forEach(link -> links.add(wire(link)));
                    Answers.json(ctx, 200, links);
                });
    }

    private void add(RoutingContext ctx) {
        Secret secret = Secret.make(Secret.Kind.LINK);
        Future<Link> added = Incoming.object(ctx.request())
                .compose(body -> SessionRoutes.existing(store, ctx).compose(id -> {
                    Instant now = clock.instant();
                    int days = Fields.days(body, "expiresDays", USUAL_DAYS, MOST_DAYS);
                    Link link = new Link(
                            Names.link(), id, Caller.of(ctx).called(), now, null, now.plus(Duration.ofDays(days)));
                    Audit.about(ctx, link.id());
                    return store.links().insert(link, secret).map(done -> {
                        if (!done) {
                            throw new ApiFailure(
                                    ErrorCode.CONFLICT,
                                    "This session has " + Links.MOST + " links already; delete some first");
                        }
                        return link;
                    });
                }));
        Answers.reply(ctx, added, link -> Answers.secret(ctx, 201, wire(link).put("path", FOLLOWED + secret.reveal())));
    }

    private void remove(RoutingContext ctx) {
        String id = ctx.pathParam("linkId");
        Future<Boolean> removed = SessionRoutes.existing(store, ctx)
                .compose(session -> store.links().remove(session, id));
        Answers.reply(ctx, removed, done -> {
            if (!done) {
                throw new ApiFailure(ErrorCode.NOT_FOUND, "There is no such link");
            }
            Audit.about(ctx, id);
            Answers.noContent(ctx);
        });
    }

    private void follow(RoutingContext ctx) {
        Optional<Secret> secret =
                Secret.parse(ctx.pathParam("secret")).filter(shown -> shown.kind() == Secret.Kind.LINK);
        Future<Optional<Link>> link =
                secret.map(shown -> store.links().find(shown)).orElse(Future.succeededFuture(Optional.empty()));
        Answers.reply(ctx, link, found -> {
            Instant now = clock.instant();
            Optional<Link> good = found.filter(known -> known.endsAt().isAfter(now));
            if (good.isPresent()) {
                cookies.giveLink(
                        ctx.request(),
                        secret.orElseThrow(),
                        Duration.between(now, good.get().endsAt()));
                Pages.goTo(ctx, "/app/sessions/" + good.get().sessionId());
            } else if (Pages.wanted(ctx)) {
                Pages.goTo(ctx, ENDED);
            } else {
                throw new ApiFailure(ErrorCode.NOT_FOUND, "This link does not lead anywhere, or no longer");
            }
        });
    }

    private static JsonObject wire(Link link) {
        return new JsonObject()
                .put("id", link.id())
                .put("createdBy", link.createdBy())
                .put("createdAt", Wire.time(link.createdAt()))
                .put("lastUsedAt", Wire.time(link.seenAt()))
                .put("expiresAt", Wire.time(link.endsAt()));
    }
}
