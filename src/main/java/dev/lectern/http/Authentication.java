package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.store.Link;
import dev.lectern.store.Login;
import dev.lectern.store.Store;
import dev.lectern.store.Token;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who makes a request, each time anew, so that what was taken back is worthless at once. */
final class Authentication {

    /** After so long without a request a browser has to log in again. */
    static final Duration IDLE = Duration.ofHours(24);
    /** After so long it has to in any case. */
    static final Duration LONGEST = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final String BEARER = "bearer ";
    /** When something was used last is noted to this, so that not every request writes. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private final Cookies cookies;
    private final Optional<Secret> operator;

    Authentication(Store store, Clock clock, Cookies cookies, Optional<Secret> operator) {
        this.store = store;
        this.clock = clock;
        this.cookies = cookies;
        this.operator = operator;
    }

    /** Who it is; {@link Identity#NOBODY} if the request does not say. Fails if it says something that is not true. */
    Future<Identity> identify(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null ? byCookies(request) : byHeader(header, request);
    }

    /** Whether it is still as it was, for who stays connected. */
    Future<Boolean> holds(Identity who) {
        Instant now = clock.instant();
        if (who.account() == null) {
            return Future.succeededFuture(who.link() == null);
        }
        return who.credential().startsWith(Names.LOGIN)
                ? store.logins().find(who.credential()).map(found -> found.filter(login -> good(login, now))
                        .filter(login -> login.account().equals(who.account()))
                        .isPresent())
                : store.tokens().find(who.credential()).map(found -> found.filter(
                                token -> token.endsAt().isAfter(now))
                        .filter(token -> token.account().equals(who.account()))
                        .isPresent());
    }

    private Future<Identity> byHeader(String header, HttpServerRequest request) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Future.failedFuture(
                    ApiFailure.notKnown("This server takes tokens only: Authorization: Bearer lct_…"));
        }
        Secret shown = Secret.parse(header.substring(BEARER.length()).strip()).orElse(null);
        if (shown == null) {
            return Future.failedFuture(worthless());
        }
        return switch (shown.kind()) {
            case TOKEN -> store.tokens().find(shown).map(this::byToken);
            case LINK -> store.links().find(shown).map(found -> byLink(found).orElseThrow(Authentication::worthless));
            case OPERATOR -> byOperator(shown, request);
            case LOGIN, SIGN_ON -> Future.failedFuture(worthless());
        };
    }

    private Future<Identity> byOperator(Secret shown, HttpServerRequest request) {
        boolean right = operator.isPresent()
                && MessageDigest.isEqual(
                        shown.hash().getBytes(StandardCharsets.US_ASCII),
                        operator.get().hash().getBytes(StandardCharsets.US_ASCII));
        boolean here = SameMachine.is(
                request.connection().remoteAddress(), request.connection().localAddress());
        return right && here ? Future.succeededFuture(Identity.OPERATOR) : Future.failedFuture(worthless());
    }

    private Future<Identity> byCookies(HttpServerRequest request) {
        Future<Identity> member = cookies.login(request)
                .map(secret -> store.logins().find(secret).map(this::byLogin))
                .orElse(Future.succeededFuture(Identity.NOBODY));
        Optional<Secret> link = cookies.link(request);
        return link.isEmpty()
                ? member
                : member.compose(who -> store.links().find(link.get()).map(found -> byLink(found)
                        .map(guest -> who.account() == null ? guest : who.with(guest.link()))
                        .orElse(who)));
    }

    private Identity byToken(Optional<Token> found) {
        Instant now = clock.instant();
        Token token = found.filter(known -> known.endsAt().isAfter(now)).orElseThrow(Authentication::worthless);
        if (stale(token.seenAt(), now)) {
            note(store.tokens().seen(token.id(), now));
        }
        return Identity.member(token.account(), token.scope(), token.id());
    }

    private Identity byLogin(Optional<Login> found) {
        Instant now = clock.instant();
        if (found.filter(login -> good(login, now)).isEmpty()) {
            return Identity.NOBODY;
        }
        Login login = found.get();
        if (stale(login.seenAt(), now)) {
            note(store.logins().seen(login.id(), now));
        }
        return Identity.member(login.account(), Scope.ADMIN, login.id());
    }

    private Optional<Identity> byLink(Optional<Link> found) {
        Instant now = clock.instant();
        return found.filter(link -> link.endsAt().isAfter(now)).map(link -> {
            if (stale(link.seenAt(), now)) {
                note(store.links().seen(link.id(), now));
            }
            return Identity.guest(link.sessionId(), link.id());
        });
    }

    private static boolean good(Login login, Instant now) {
        return login.endsAt().isAfter(now) && login.seenAt().plus(IDLE).isAfter(now);
    }

    private static boolean stale(Instant noted, Instant now) {
        return noted == null || noted.plus(NOTED_EVERY).isBefore(now);
    }

    private static void note(Future<Void> written) {
        written.onFailure(cause -> LOG.warn("when a login or token was used last could not be noted", cause));
    }

    private static ApiFailure worthless() {
        return ApiFailure.notKnown("This token is not known, was taken back, or has expired");
    }
}
