package dev.lectern.oidc;

import java.util.List;
import java.util.Objects;

/**
 * Which provider, and how it is spoken to. Its text form does not show the secret.
 *
 * @param issuer the provider's issuer identifier, with which its tokens have to agree to the letter
 * @param clientId what the provider calls this server
 * @param clientSecret what this server shows to it
 * @param scopes what is asked of it; {@code openid} is among it
 * @param nameClaim names a user who comes for the first time
 * @param roles who gets which role
 * @param label what people call the provider
 */
public record SignOnSettings(
        String issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        String nameClaim,
        RoleRule roles,
        String label) {

    public SignOnSettings {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(nameClaim);
        Objects.requireNonNull(roles);
        Objects.requireNonNull(label);
        scopes = List.copyOf(scopes);
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("openid must be among the scopes");
        }
        if (clientSecret.isEmpty()) {
            throw new IllegalArgumentException("the client secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return "SignOnSettings[" + issuer + ", " + clientId + "]";
    }
}
