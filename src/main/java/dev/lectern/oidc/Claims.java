package dev.lectern.oidc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * Whether an ID token is meant for this server and this login: what OpenID Connect Core 1.0, section 3.1.3.7, asks beside the signature.
 *
 * @param issuer who has to have made it
 * @param clientId for whom
 * @param nonce for which login
 * @param now when it has to be good
 */
record Claims(String issuer, String clientId, String nonce, Instant now) {

    /** How far the provider's clock and ours may be apart. */
    static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final int LONGEST_SUBJECT = 255;

    /** With keys that everybody may know; neither none at all nor a secret that both sides have. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /**
     * Looks at the head of a token.
     *
     * @throws SignOnFailure if it is none, or not signed in a way that is believed
     */
    static void checkHead(String token) {
        try {
            JsonObject head = new JsonObject(new String(
                    Base64.getUrlDecoder().decode(token.substring(0, Math.max(0, token.indexOf('.')))),
                    StandardCharsets.UTF_8));
            hold(
                    head.getValue("alg") instanceof String algorithm && ALGORITHMS.contains(algorithm),
                    "is signed by " + head.getValue("alg"));
        } catch (IllegalArgumentException | DecodeException e) {
            throw untrusted("is no token");
        }
    }

    /**
     * Looks at what a token says whose signature is right.
     *
     * @return whom it is about
     * @throws SignOnFailure if it is not meant for this login
     */
    String subject(JsonObject claims) {
        hold(issuer.equals(claims.getValue("iss")), "is of another issuer");
        Object audience = claims.getValue("aud");
        boolean alone = clientId.equals(audience);
        hold(alone || audience instanceof JsonArray all && all.contains(clientId), "is for somebody else");
        Object party = claims.getValue("azp");
        boolean several = audience instanceof JsonArray all && all.size() > 1;
        hold(party == null ? !several : clientId.equals(party), "was asked for by somebody else");
        hold(seconds(claims, "exp").plus(LEEWAY).isAfter(now), "has expired");
        hold(!seconds(claims, "iat").minus(LEEWAY).isAfter(now), "is of the future");
        hold(!claims.containsKey("nbf") || !seconds(claims, "nbf").minus(LEEWAY).isAfter(now), "is not good yet");
        hold(nonce.equals(claims.getValue("nonce")), "is of another login");
        if (claims.getValue("sub") instanceof String subject
                && !subject.isBlank()
                && subject.length() <= LONGEST_SUBJECT) {
            return subject;
        }
        throw untrusted("does not say about whom it is");
    }

    private static Instant seconds(JsonObject claims, String name) {
        if (claims.getValue(name) instanceof Number number && Math.abs(number.doubleValue()) < 1e11) {
            return Instant.ofEpochSecond(number.longValue());
        }
        throw untrusted("has no " + name);
    }

    private static void hold(boolean holds, String otherwise) {
        if (!holds) {
            throw untrusted(otherwise);
        }
    }

    private static SignOnFailure untrusted(String reason) {
        return new SignOnFailure(SignOnFailure.Kind.UNTRUSTED, "The ID token " + reason);
    }
}
