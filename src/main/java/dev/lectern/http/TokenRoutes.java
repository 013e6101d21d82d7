package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Identity;
import dev.lectern.access.Need;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.store.Store;
import dev.lectern.store.Token;
import dev.lectern.store.Tokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** /tokens: what programs are known by. The token itself is shown once, when it is made. */
final class TokenRoutes {

    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_NAME = 100;

    private final Store store;
    private final Clock clock;

    TokenRoutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/tokens", Need.OWN_ACCESS, this::list)
                .post("/tokens", Need.OWN_ACCESS, this::add)
                .delete("/tokens/:tokenId", Need.OWN_ACCESS, this::remove);
    }

    private void list(RoutingContext ctx) {
        Account account = Members.account(ctx);
        boolean all = Boolean.TRUE.equals(Query.bool(ctx.queryParams(), "all"));
        if (all && account.role() != Role.ADMIN) {
            throw new ApiFailure(ErrorCode.FORBIDDEN, "Only admins see everybody's tokens");
        }
        Future<List<Token>> tokens = store.tokens().list(all ? null : account.id());
        Answers.reply(ctx, tokens, found -> {
            JsonArray array = new JsonArray();
            found.forEach(token -> array.add(wire(token)));
            Answers.secret(ctx, 200, array);
        });
    }

    private void add(RoutingContext ctx) {
        Identity who = Caller.of(ctx);
        Account account = Members.account(ctx);
        Secret secret = Secret.make(Secret.Kind.TOKEN);
        Future<Token> added = Incoming.object(ctx.request()).compose(body -> {
            Token token = token(body, account);
            Audit.about(ctx, token.id());
            if (token.scope().compareTo(who.scope()) > 0) {
                throw ApiFailure.invalid("A token cannot make one that may do more than it may itself");
            }
            return store.tokens().insert(token, secret).map(done -> {
                if (!done) {
                    throw new ApiFailure(
                            ErrorCode.CONFLICT, "You have " + Tokens.MOST + " tokens already; delete some first");
                }
                return token;
            });
        });
        Answers.reply(ctx, added, token -> Answers.secret(ctx, 201, wire(token).put("token", secret.reveal())));
    }

    private Token token(JsonObject body, Account account) {
        Instant now = clock.instant();
        String name = Fields.text(body, "name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ApiFailure.invalid("name must be 1 to " + LONGEST_NAME + " characters that say what it is for");
        }
        return new Token(
                Names.token(),
                account,
                name,
                Fields.word(body, "scope", Scope::ofLabel, "read, write or admin"),
                now,
                null,
                now.plus(Duration.ofDays(Fields.days(body, "expiresDays", USUAL_DAYS, MOST_DAYS))));
    }

    private void remove(RoutingContext ctx) {
        Account account = Members.account(ctx);
        String id = ctx.pathParam("tokenId");
        Future<Boolean> removed = store.tokens().remove(id, account.role() == Role.ADMIN ? null : account.id());
        Answers.reply(ctx, removed, done -> {
            if (!done) {
                throw new ApiFailure(ErrorCode.NOT_FOUND, "There is no such token");
            }
            Audit.about(ctx, id);
            Answers.noContent(ctx);
        });
    }

    private static JsonObject wire(Token token) {
        return new JsonObject()
                .put("id", token.id())
                .put("user", token.account().name())
                .put("name", token.name())
                .put("scope", token.scope().label())
                .put("createdAt", Wire.time(token.createdAt()))
                .put("lastUsedAt", Wire.time(token.seenAt()))
                .put("expiresAt", Wire.time(token.endsAt()));
    }
}
