package dev.lectern.oidc;

import dev.lectern.job.Loopback;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider. It is looked for until it is found, and again by whoever wants to log in meanwhile; its keys are fetched anew
 * once an hour, and when a token is signed by one that is not known.
 */
final class Provider {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final long AGAIN_MS = TimeUnit.SECONDS.toMillis(30);
    private static final long KEYS_MS = TimeUnit.HOURS.toMillis(1);
    private static final int CONNECT_MS = 5_000;
    private static final int IDLE_SECONDS = 10;
    private static final int PATIENCE_SECONDS = 15;

    private final Vertx vertx;
    private final SignOnSettings settings;
    private Future<Found> search;
    private boolean lamented;

    /**
     * What was found.
     *
     * @param auth speaks to it
     * @param issuer what it calls itself, to the letter
     */
    private record Found(OAuth2Auth auth, String issuer) {}

    Provider(Vertx vertx, SignOnSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Looks for it, and goes on looking. */
    void start() {
        found().onFailure(cause -> vertx.setTimer(AGAIN_MS, timer -> start()));
    }

    /** Where a browser is to go for a login. */
    Future<String> address(Attempt attempt) {
        return found().map(provider -> provider.auth()
                .authorizeURL(new OAuth2AuthorizationURL()
                        .setRedirectUri(attempt.redirectUri())
                        .setScopes(settings.scopes())
                        .setState(attempt.state())
                        .setCodeChallenge(attempt.challenge())
                        .setCodeChallengeMethod("S256")
                        .putAdditionalParameter("nonce", attempt.nonce())));
    }

    /** What the provider calls itself. */
    Future<String> issuer() {
        return found().map(Found::issuer);
    }

    /**
     * Exchanges a code for what an ID token says whose signature is right; what it says is not looked at yet.
     *
     * @return fails with {@link SignOnFailure}
     */
    Future<JsonObject> redeem(String code, Attempt attempt) {
        return found().compose(provider -> patiently(provider.auth()
                        .authenticate(new Oauth2Credentials()
                                .setFlow(OAuth2FlowType.AUTH_CODE)
                                .setCode(code)
                                .setRedirectUri(attempt.redirectUri())
                                .setCodeVerifier(attempt.verifier())))
                .compose(user -> claims(provider, user)));
    }

    private Future<JsonObject> claims(Found provider, User user) {
        if (!(user.principal().getValue("id_token") instanceof String token)) {
            return Future.failedFuture(
                    new SignOnFailure(SignOnFailure.Kind.UNTRUSTED, "The provider gave no ID token"));
        }
        Claims.checkHead(token);
        JsonObject claims = user.attributes().getJsonObject("idToken");
        // Vert.x says nothing of a token that it does not believe but leaves its claims out; the key may be a new one.
        return claims != null
                ? Future.succeededFuture(claims)
                : patiently(provider.auth().jWKSet())
                        .compose(fetched -> provider.auth()
                                .authenticate(new TokenCredentials(token))
                                .recover(cause -> Future.failedFuture(new SignOnFailure(
                                        SignOnFailure.Kind.UNTRUSTED, "The ID token: " + cause.getMessage()))))
                        .map(again -> again.attributes().getJsonObject("accessToken"))
                        .map(verified -> {
                            if (verified == null) {
                                throw new SignOnFailure(
                                        SignOnFailure.Kind.UNTRUSTED, "The ID token is not signed by the provider");
                            }
                            return verified;
                        });
    }

    private Future<Found> found() {
        if (search == null || search.failed()) {
            search = discover();
            search.onSuccess(provider -> {
                LOG.info("users may log in by {}", provider.issuer());
                vertx.setPeriodic(KEYS_MS, timer -> provider.auth()
                        .jWKSet()
                        .onFailure(cause ->
                                LOG.warn("the keys of the identity provider could not be fetched: {}", said(cause))));
            });
            search.onFailure(this::lament);
        }
        return search;
    }

    private void lament(Throwable cause) {
        if (!lamented) {
            lamented = true;
            LOG.warn(
                    "the identity provider {} cannot be used, and is tried again; users log in by password meanwhile: {}",
                    settings.issuer(),
                    said(cause));
        }
    }

    private Future<Found> discover() {
        OAuth2Options options = new OAuth2Options()
                .setSite(settings.issuer())
                .setClientId(settings.clientId())
                // RFC 6749, 2.3.1: encoded like a form before it is put into a header, which Vert.x leaves to us.
                .setClientSecret(URLEncoder.encode(settings.clientSecret(), StandardCharsets.UTF_8))
                .setHttpClientOptions(
                        new HttpClientOptions().setConnectTimeout(CONNECT_MS).setIdleTimeout(IDLE_SECONDS));
        return patiently(OpenIDConnectAuth.discover(vertx, options).map(auth -> checked(auth, options)))
                .recover(cause -> Future.failedFuture(new SignOnFailure(SignOnFailure.Kind.UNREACHABLE, said(cause))));
    }

    private Found checked(OAuth2Auth auth, OAuth2Options options) {
        try {
            check(options);
        } catch (RuntimeException e) {
            auth.close();
            throw e;
        }
        // A token is believed for its signature only, and nobody is asked about one that has none.
        options.setUserInfoPath(null).setIntrospectionPath(null);
        return new Found(auth, options.getJWTOptions().getIssuer());
    }

    /** What Vert.x takes as the provider's description without looking. */
    private void check(OAuth2Options options) {
        String issuer = options.getJWTOptions().getIssuer();
        if (issuer == null
                || !issuer.replaceFirst("/$", "").equals(settings.issuer().replaceFirst("/$", ""))) {
            throw new SignOnFailure(SignOnFailure.Kind.UNREACHABLE, "it calls itself " + issuer);
        }
        Stream.of(options.getAuthorizationPath(), options.getTokenPath(), options.getJwkPath())
                .filter(address -> address == null || !Loopback.unheard(URI.create(address)))
                .forEach(address -> {
                    throw new SignOnFailure(
                            SignOnFailure.Kind.UNREACHABLE,
                            "it wants to be asked where everybody can listen: " + address);
                });
    }

    private static <T> Future<T> patiently(Future<T> answer) {
        return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof SignOnFailure ? cause : new SignOnFailure(kind(cause), said(cause))));
    }

    /** Either nobody answered, or the answer was no. */
    private static SignOnFailure.Kind kind(Throwable cause) {
        return cause instanceof IOException || cause instanceof TimeoutException || cause instanceof HttpClosedException
                ? SignOnFailure.Kind.UNREACHABLE
                : SignOnFailure.Kind.UNTRUSTED;
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
