package dev.lectern.http;

import dev.lectern.access.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What browsers are given to be known by. No script can read it, and no page of elsewhere has it sent along, not even by a link: our
 * pages are files that everybody may have, and ask for the rest themselves.
 */
final class Cookies {

    private static final String LOGIN = "lectern-login";
    private static final String LINK = "lectern-link";

    private static final String SIGN_ON = "lectern-sign-on";

    private final Addresses addresses;

    Cookies(Addresses addresses) {
        this.addresses = addresses;
    }

    Optional<Secret> signOn(HttpServerRequest request) {
        return find(request, SIGN_ON, Secret.Kind.SIGN_ON);
    }

    Optional<Secret> login(HttpServerRequest request) {
        return find(request, LOGIN, Secret.Kind.LOGIN);
    }

    Optional<Secret> link(HttpServerRequest request) {
        return find(request, LINK, Secret.Kind.LINK);
    }

    void giveLogin(HttpServerRequest request, Secret secret, Duration validity) {
        give(request, LOGIN, secret.reveal(), validity);
    }

    void giveLink(HttpServerRequest request, Secret secret, Duration validity) {
        give(request, LINK, secret.reveal(), validity);
    }

    /** Comes along when an identity provider sends the browser back, which is a page of elsewhere; so it is good for nothing else. */
    void giveSignOn(HttpServerRequest request, Secret secret, Duration validity) {
        give(request, signOn(secret.reveal()), validity);
    }

    void forgetSignOn(HttpServerRequest request) {
        give(request, signOn(""), Duration.ZERO);
    }

    private static Cookie signOn(String value) {
        return Cookie.cookie(SIGN_ON, value).setPath(SignOnRoutes.PATH).setSameSite(CookieSameSite.LAX);
    }

    void forgetLogin(HttpServerRequest request) {
        give(request, LOGIN, "", Duration.ZERO);
    }

    private static Optional<Secret> find(HttpServerRequest request, String name, Secret.Kind kind) {
        return Optional.ofNullable(request.getCookie(name))
                .flatMap(cookie -> Secret.parse(cookie.getValue()))
                .filter(secret -> secret.kind() == kind);
    }

    private void give(HttpServerRequest request, String name, String value, Duration validity) {
        give(request, Cookie.cookie(name, value).setPath("/").setSameSite(CookieSameSite.STRICT), validity);
    }

    private void give(HttpServerRequest request, Cookie cookie, Duration validity) {
        request.response()
                .addCookie(cookie.setHttpOnly(true)
                        .setMaxAge(validity.toSeconds())
                        .setSecure(addresses.secure(request) || saysTls(request)));
    }

    /** Whether the browser speaks TLS, to a proxy before us. */
    private static boolean saysTls(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && origin.toLowerCase(Locale.ROOT).startsWith("https://");
    }
}
