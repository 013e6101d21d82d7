package dev.lectern.oidc;

import dev.lectern.access.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Logins at an OpenID Connect provider, from sending a browser there to knowing who came back. Lives on one event loop. */
public final class SignOn {

    /** How long a login may take. */
    public static final Duration LONGEST = Attempts.LIFE;

    private final SignOnSettings settings;
    private final Clock clock;
    private final Provider provider;
    private final Attempts attempts;

    /**
     * A login that was begun.
     *
     * @param secret for the browser that began it, and for nobody else
     * @param address where it is to go
     */
    public record Begun(Secret secret, String address) {

        public Begun {
            Objects.requireNonNull(secret);
            Objects.requireNonNull(address);
        }
    }

    /**
     * What a browser brings back from the provider; each may be null.
     *
     * @param secret that of {@link Begun}
     * @param state as it was sent along
     * @param code stands for who logged in; null if nobody did
     * @param issuer who says so (RFC 9207)
     */
    public record Return(Secret secret, String state, String code, String issuer) {}

    /**
     * Somebody logged in.
     *
     * @param to the page of ours to show
     */
    public record Arrival(Visitor visitor, String to) {

        public Arrival {
            Objects.requireNonNull(visitor);
            Objects.requireNonNull(to);
        }
    }

    public SignOn(Vertx vertx, SignOnSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.provider = new Provider(vertx, settings);
        this.attempts = new Attempts(clock);
    }

    /** Looks for the provider, and goes on looking. */
    public SignOn start() {
        provider.start();
        return this;
    }

    /** What people call the provider. */
    public String label() {
        return settings.label();
    }

    /**
     * Begins a login.
     *
     * @param redirectUri where the provider is to send the browser
     * @param to the page to show then; one that is none of ours, or null, is the first one
     * @return fails with {@link SignOnFailure}
     */
    public Future<Begun> begin(String redirectUri, String to) {
        Secret secret = Secret.make(Secret.Kind.SIGN_ON);
        Attempt attempt = attempts.begin(secret, redirectUri, ReturnPage.of(to));
        return provider.address(attempt)
                .map(address -> new Begun(secret, address))
                .onFailure(cause -> attempts.take(secret));
    }

    /**
     * Completes a login, which is over then whatever comes of it.
     *
     * @return fails with {@link SignOnFailure}
     */
    public Future<Arrival> complete(Return said) {
        Attempt attempt =
                said.secret() == null ? null : attempts.take(said.secret()).orElse(null);
        if (attempt == null || !attempt.state().equals(said.state())) {
            return Future.failedFuture(new SignOnFailure(SignOnFailure.Kind.EXPIRED));
        }
        if (said.code() == null) {
            return Future.failedFuture(new SignOnFailure(SignOnFailure.Kind.CANCELLED, "The provider gave no code"));
        }
        return provider.issuer()
                .compose(issuer -> {
                    if (said.issuer() != null && !said.issuer().equals(issuer)) {
                        throw new SignOnFailure(SignOnFailure.Kind.UNTRUSTED, "The answer is of another provider");
                    }
                    return provider.redeem(said.code(), attempt).map(claims -> visitor(claims, issuer, attempt));
                })
                .map(visitor -> new Arrival(visitor, attempt.to()));
    }

    private Visitor visitor(JsonObject claims, String issuer, Attempt attempt) {
        String subject = new Claims(issuer, settings.clientId(), attempt.nonce(), clock.instant()).subject(claims);
        String name = claims.getValue(settings.nameClaim()) instanceof String text ? text : subject;
        return new Visitor(
                issuer,
                subject,
                UserName.of(name),
                settings.roles().role(claims),
                settings.roles().follows());
    }
}
