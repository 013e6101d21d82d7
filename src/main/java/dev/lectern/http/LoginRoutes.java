package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Identity;
import dev.lectern.access.LoginThrottle;
import dev.lectern.access.Need;
import dev.lectern.access.Passwords;
import dev.lectern.access.Right;
import dev.lectern.oidc.SignOnFailure.Kind;
import dev.lectern.store.Accounts;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** /login, /logout and /me. */
final class LoginRoutes {

    private static final String NAME = "name";
    private static final String PASSWORD = "password";
    private static final String ACTION = "POST /login";
    private static final int OK = 200;

    private final Store store;
    private final Lock lock;
    private final Cookies cookies;
    private final Authentication authentication;
    private final PasswordCheck passwords;
    private final LoginThrottle throttle;
    private final Clients clients;
    private final Audit audit;
    private final BrowserLogin browsers;
    private final JsonObject signOn;

    /** @param signOn where users may log in too, as the login page is told; null if nowhere */
    LoginRoutes(
            Store store,
            Lock lock,
            Cookies cookies,
            Authentication authentication,
            PasswordCheck passwords,
            LoginThrottle throttle,
            Clients clients,
            Audit audit,
            BrowserLogin browsers,
            JsonObject signOn) {
        this.store = store;
        this.lock = lock;
        this.cookies = cookies;
        this.authentication = authentication;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clients = clients;
        this.audit = audit;
        this.browsers = browsers;
        this.signOn = signOn;
    }

    void addTo(Routes routes) {
        routes.post("/login", Need.PUBLIC, this::login)
                .post("/logout", Need.PUBLIC, this::logout)
                .get("/me", Need.PUBLIC, this::me)
                .put("/me/password", Need.OWN_ACCESS, this::changePassword);
    }

    private void me(RoutingContext ctx) {
        Future<Identity> who =
                lock.shut() ? authentication.identify(ctx.request()) : Future.succeededFuture(Identity.ANYBODY);
        Answers.reply(
                ctx,
                who.compose(known -> hasPassword(known).map(has -> new Asking(known, has))),
                asking -> answer(ctx, asking));
    }

    /**
     * Who asks.
     *
     * @param hasPassword whether that is an account that logs in with a password of this service
     */
    private record Asking(Identity who, boolean hasPassword) {}

    private void answer(RoutingContext ctx, Asking asking) {
        Identity who = asking.who();
        Answers.secret(
                ctx,
                OK,
                new JsonObject()
                        .put("accounts", lock.shut())
                        .put("user", who.account() == null ? null : user(who.account()))
                        .put("hasPassword", asking.hasPassword())
                        .put("scope", who.account() == null ? null : who.scope().label())
                        .put("sharedSessionId", who.link())
                        .put("singleSignOn", signOn)
                        .put("may", Wire.rights(Right.onServer(who))));
    }

    static JsonObject user(Account account) {
        return new JsonObject()
                .put(NAME, account.name())
                .put("role", account.role().label());
    }

    private void login(RoutingContext ctx) {
        String address = clients.address(ctx.request());
        Future<Identity> who = Incoming.object(ctx.request())
                .compose(body -> {
                    String name = Fields.text(body, NAME).strip().toLowerCase(Locale.ROOT);
                    String password = Fields.text(body, PASSWORD);
                    // What cannot be a name is counted together, so that nobody fills the memory with long ones.
                    String counted = Account.isName(name) ? name : "";
                    Optional<Duration> wait = throttle.attempt(counted, address);
                    if (wait.isPresent()) {
                        long seconds = Math.max(1, wait.get().plusMillis(999).toSeconds());
                        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                        return Future.failedFuture(new ApiFailure(
                                ErrorCode.TOO_MANY_REQUESTS,
                                "There were too many wrong passwords; try again in " + seconds + " s"));
                    }
                    return check(ctx, name, password).map(account -> {
                        throttle.succeeded(counted, address);
                        return account;
                    });
                })
                .compose(account -> browsers.enter(ctx, account, ACTION, OK));
        Answers.reply(ctx, who, known -> answer(ctx, new Asking(known, true)));
    }

    private Future<Account> check(RoutingContext ctx, String name, String password) {
        // No more work is done for a long text than for a password.
        String tried = password.length() > Passwords.LONGEST ? "" : password;
        Future<Optional<Accounts.Keyed>> known =
                Account.isName(name) ? store.accounts().find(name) : Future.succeededFuture(Optional.empty());
        return known.compose(found -> passwords
                .matches(tried, found.map(Accounts.Keyed::passwordHash).orElse(null))
                .compose(right -> {
                    // Of a name that nobody has nothing is written down: it may be a password in the wrong field.
                    Audit.about(
                            ctx, found.map(account -> account.account().name()).orElse(null));
                    if (right && found.get().disabled()) {
                        return audit.write(ctx, Identity.NOBODY, ACTION, ErrorCode.FORBIDDEN.status())
                                .compose(written -> Future.failedFuture(SignOnRoutes.refusal(Kind.DISABLED)));
                    }
                    if (right) {
                        return Future.succeededFuture(found.get().account());
                    }
                    return audit.write(ctx, Identity.NOBODY, ACTION, ErrorCode.UNAUTHORIZED.status())
                            .compose(written -> Future.failedFuture(ApiFailure.notKnown("Name or password is wrong")));
                }));
    }

    private void logout(RoutingContext ctx) {
        Future<Void> out = Incoming.object(ctx.request())
                .compose(body -> authentication.identify(ctx.request()).compose(who -> {
                    if (who.account() == null || !who.credential().startsWith(Names.LOGIN)) {
                        return Future.succeededFuture();
                    }
                    Future<Void> ended = Boolean.TRUE.equals(body.getValue("everywhere"))
                            ? store.logins().removeAllOf(who.account().id())
                            : store.logins().remove(who.credential());
                    return ended.compose(done -> audit.write(ctx, who, "POST /logout", OK));
                }));
        Answers.reply(ctx, out, done -> {
            cookies.forgetLogin(ctx.request());
            Answers.noContent(ctx);
        });
    }

    private void changePassword(RoutingContext ctx) {
        Account account = Members.account(ctx);
        String address = clients.address(ctx.request());
        Future<Boolean> changed = Incoming.object(ctx.request()).compose(body -> {
            String wanted = UserRoutes.newPassword(account.name(), Fields.text(body, "new"));
            String old = Fields.text(body, "old");
            if (throttle.attempt(account.name(), address).isPresent()) {
                return Future.failedFuture(new ApiFailure(
                        ErrorCode.TOO_MANY_REQUESTS, "There were too many wrong passwords; try again later"));
            }
            return hasPassword(Caller.of(ctx))
                    .compose(has -> has
                            ? check(ctx, account.name(), old)
                            : Future.failedFuture(
                                    ApiFailure.invalid("You log in by single sign-on, and have no password here")))
                    .recover(cause -> Future.failedFuture(
                            cause instanceof ApiFailure failure && failure.code() == ErrorCode.UNAUTHORIZED
                                    ? ApiFailure.invalid("The old password is wrong")
                                    : cause))
                    .compose(right -> {
                        throttle.succeeded(account.name(), address);
                        return passwords.hash(wanted);
                    })
                    .compose(hash -> store.accounts()
                            .changePassword(account.id(), hash, Caller.of(ctx).credential()));
        });
        Answers.reply(ctx, changed, done -> Answers.noContent(ctx));
    }

    private Future<Boolean> hasPassword(Identity who) {
        return who.account() == null
                ? Future.succeededFuture(false)
                : store.accounts()
                        .find(who.account().name())
                        .map(found -> found.isPresent() && found.get().passwordHash() != null);
    }
}
