package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.LoginThrottle;
import dev.lectern.access.Need;
import dev.lectern.oidc.SignOn;
import dev.lectern.oidc.SignOnFailure;
import dev.lectern.oidc.SignOnFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Below /login/oidc: to an identity provider, and back. Whoever does not get in is led to the login page, which says why. */
final class SignOnRoutes {

    static final String PATH = "/login/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(SignOnRoutes.class);
    private static final String RETURN = PATH + "/callback";
    private static final String ACTION = "GET " + RETURN;
    private static final String LOGIN_PAGE = "/app/login?failed=";
    private static final int SEE_OTHER = 303;

    /** What anybody can bring about as often as they want says nothing about anybody, and is not written down. */
    private static final Set<Kind> NOBODYS = Set.of(Kind.EXPIRED, Kind.UNREACHABLE, Kind.CANCELLED);

    private final Optional<SignOn> signOn;
    private final Addresses addresses;
    private final Cookies cookies;
    private final Enlistment enlistment;
    private final BrowserLogin browsers;
    private final LoginThrottle throttle;
    private final Clients clients;
    private final Audit audit;

    SignOnRoutes(
            Optional<SignOn> signOn,
            Addresses addresses,
            Cookies cookies,
            Enlistment enlistment,
            BrowserLogin browsers,
            LoginThrottle throttle,
            Clients clients,
            Audit audit) {
        this.signOn = signOn;
        this.addresses = addresses;
        this.cookies = cookies;
        this.enlistment = enlistment;
        this.browsers = browsers;
        this.throttle = throttle;
        this.clients = clients;
        this.audit = audit;
    }

    void addTo(Routes routes) {
        routes.get(PATH, Need.PUBLIC, this::begin).get(RETURN, Need.PUBLIC, this::complete);
    }

    /** What the login page has to know; null if users cannot log in elsewhere. */
    static JsonObject described(Optional<SignOn> signOn) {
        JsonObject sentences = new JsonObject();
        for (Kind kind : Kind.values()) {
            sentences.put(kind.label(), kind.sentence());
        }
        return signOn.map(known -> new JsonObject()
                        .put("label", known.label())
                        .put("path", PATH)
                        .put("failures", sentences))
                .orElse(null);
    }

    static ApiFailure refusal(Kind kind) {
        return new ApiFailure(code(kind), kind.sentence(), new JsonObject().put("reason", kind.label()));
    }

    private static ErrorCode code(Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> ErrorCode.UNAVAILABLE;
            case EXPIRED -> ErrorCode.CONFLICT;
            case CANCELLED, UNTRUSTED -> ErrorCode.UNAUTHORIZED;
            case REFUSED, DISABLED, LAST_ADMIN -> ErrorCode.FORBIDDEN;
            case BUSY -> ErrorCode.TOO_MANY_REQUESTS;
        };
    }

    private void begin(RoutingContext ctx) {
        SignOn known = known();
        Optional<Duration> wait = throttle.attempt(clients.address(ctx.request()));
        if (wait.isPresent()) {
            ctx.response()
                    .putHeader(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(wait.get().plusMillis(999).toSeconds()));
            fail(ctx, new SignOnFailure(Kind.BUSY));
            return;
        }
        known.begin(addresses.base(ctx.request()) + RETURN, ctx.request().getParam("to"))
                .onSuccess(begun -> {
                    cookies.giveSignOn(ctx.request(), begun.secret(), SignOn.LONGEST);
                    Pages.goTo(ctx, begun.address());
                })
                .onFailure(cause -> fail(ctx, cause));
    }

    private void complete(RoutingContext ctx) {
        SignOn known = known();
        SignOn.Return said = new SignOn.Return(
                cookies.signOn(ctx.request()).orElse(null),
                ctx.request().getParam("state"),
                ctx.request().getParam("code"),
                ctx.request().getParam("iss"));
        cookies.forgetSignOn(ctx.request());
        known.complete(said)
                .compose(arrival -> enlistment
                        .account(arrival.visitor(), name -> Audit.about(ctx, name))
                        .compose(account -> browsers.enter(ctx, account, ACTION, SEE_OTHER))
                        .map(arrival.to()))
                .recover(cause -> noted(ctx, cause))
                .onSuccess(to -> {
                    throttle.succeeded(clients.address(ctx.request()));
                    Pages.goTo(ctx, to);
                })
                .onFailure(cause -> fail(ctx, cause));
    }

    private SignOn known() {
        return signOn.orElseThrow(
                () -> new ApiFailure(ErrorCode.NOT_FOUND, "Single sign-on is not set up on this server"));
    }

    private Future<String> noted(RoutingContext ctx, Throwable cause) {
        return cause instanceof SignOnFailure failure && !NOBODYS.contains(failure.kind())
                ? audit.write(ctx, Identity.NOBODY, ACTION, code(failure.kind()).status())
                        .compose(written -> Future.failedFuture(cause))
                : Future.failedFuture(cause);
    }

    private static void fail(RoutingContext ctx, Throwable cause) {
        if (!(cause instanceof SignOnFailure failure)) {
            ctx.fail(cause);
            return;
        }
        if (failure.kind() == Kind.UNTRUSTED || failure.kind() == Kind.UNREACHABLE) {
            LOG.warn("a single sign-on failed: {}", failure.getMessage());
        }
        if (Pages.wanted(ctx)) {
            Pages.goTo(ctx, LOGIN_PAGE + failure.kind().label());
        } else {
            ctx.fail(refusal(failure.kind()));
        }
    }
}
