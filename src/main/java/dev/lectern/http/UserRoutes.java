package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Need;
import dev.lectern.access.Passwords;
import dev.lectern.access.Role;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Locale;

/** /users. The first account that is made shuts the door: from then on everybody has to log in. */
final class UserRoutes {

    private static final String USER = "/users/:userName";
    private static final String NAME = "userName";
    private static final String ROLES = "viewer, editor or admin";

    private final Store store;
    private final Clock clock;
    private final Lock lock;
    private final PasswordCheck passwords;

    UserRoutes(Store store, Clock clock, Lock lock, PasswordCheck passwords) {
        this.store = store;
        this.clock = clock;
        this.lock = lock;
        this.passwords = passwords;
    }

    void addTo(Routes routes) {
        routes.get("/users", Need.ADMINISTER, this::list)
                .post("/users", Need.ADMINISTER, this::add)
                .patch(USER, Need.ADMINISTER, this::change)
                .delete(USER, Need.ADMINISTER, this::remove);
    }

    static String newPassword(String name, String password) {
        try {
            Passwords.check(name, password);
            return password;
        } catch (IllegalArgumentException e) {
            throw ApiFailure.invalid(e.getMessage());
        }
    }

    private void list(RoutingContext ctx) {
        Answers.reply(ctx, store.accounts().list(), rows -> {
            JsonArray users = new JsonArray();
            rows.forEach(row -> users.add(LoginRoutes.user(row.account())
                    .put("createdAt", Wire.time(row.createdAt()))
                    .put("disabled", row.disabled())
                    .put("issuer", row.issuer())));
            Answers.json(ctx, 200, users);
        });
    }

    private void add(RoutingContext ctx) {
        Future<Account> added = Incoming.object(ctx.request()).compose(body -> {
            Account account = account(body);
            Audit.about(ctx, account.name());
            if (!lock.shut() && account.role() != Role.ADMIN) {
                throw ApiFailure.invalid("The first user must be an admin: nobody else could do anything here then");
            }
            return passwords
                    .hash(newPassword(account.name(), Fields.text(body, "password")))
                    .compose(hash -> store.accounts().insert(account, hash, clock.instant()))
                    .map(isNew -> {
                        if (!isNew) {
                            throw new ApiFailure(ErrorCode.CONFLICT, "There is a user of that name already");
                        }
                        lock.shutNow();
                        return account;
                    });
        });
        Answers.reply(ctx, added, account -> Answers.json(ctx, 201, LoginRoutes.user(account)));
    }

    private static Account account(JsonObject body) {
        Role role = Fields.word(body, "role", Role::ofLabel, ROLES);
        try {
            return new Account(Names.user(), Fields.text(body, "name").strip().toLowerCase(Locale.ROOT), role);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.invalid(e.getMessage());
        }
    }

    private void change(RoutingContext ctx) {
        Audit.about(ctx, ctx.pathParam(NAME));
        Future<Void> changed = Incoming.object(ctx.request()).compose(body -> Members.named(store, ctx.pathParam(NAME))
                .compose(account -> changePassword(body, account)
                        .compose(done -> changeRole(body, account))
                        .compose(done -> disable(body, account))));
        Answers.reply(ctx, changed, done -> Answers.noContent(ctx));
    }

    private Future<Void> changePassword(JsonObject body, Account account) {
        return Fields.optionalText(body, "password")
                .map(wanted -> passwords
                        .hash(newPassword(account.name(), wanted))
                        .compose(hash -> store.accounts().changePassword(account.id(), hash, null))
                        .map(UserRoutes::unlessElsewhere))
                .orElse(Future.succeededFuture());
    }

    private Future<Void> changeRole(JsonObject body, Account account) {
        if (body.getValue("role") == null) {
            return Future.succeededFuture();
        }
        return store.accounts()
                .changeRole(account.id(), Fields.word(body, "role", Role::ofLabel, ROLES))
                .map(UserRoutes::unlessLast);
    }

    private Future<Void> disable(JsonObject body, Account account) {
        Object wanted = body.getValue("disabled");
        if (wanted == null) {
            return Future.succeededFuture();
        }
        if (!(wanted instanceof Boolean off)) {
            throw ApiFailure.invalid("disabled must be true or false");
        }
        return off
                ? store.accounts().disable(account.id()).map(UserRoutes::unlessLast)
                : store.accounts().enable(account.id()).mapEmpty();
    }

    private void remove(RoutingContext ctx) {
        Audit.about(ctx, ctx.pathParam(NAME));
        Future<Void> removed = Members.named(store, ctx.pathParam(NAME))
                .compose(account -> store.accounts().remove(account.id()))
                .map(UserRoutes::unlessLast);
        Answers.reply(ctx, removed, done -> Answers.noContent(ctx));
    }

    private static Void unlessElsewhere(boolean done) {
        if (!done) {
            throw new ApiFailure(ErrorCode.CONFLICT, "This user logs in by single sign-on, and has no password here");
        }
        return null;
    }

    private static Void unlessLast(boolean done) {
        if (!done) {
            throw new ApiFailure(ErrorCode.CONFLICT, "This is the last admin; make another one first");
        }
        return null;
    }
}
