package dev.lectern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The OpenID Connect provider by which users may log in.
 *
 * @param issuer its issuer identifier: an {@code https://} URL, or an {@code http://} one of this very machine
 * @param clientId what it calls this server
 * @param clientSecretFile has what this server shows to it; absolute
 * @param scopes what is asked of it; {@code openid} is among it
 * @param nameClaim names a user who comes for the first time
 * @param roleClaim the claim that roles follow; empty if they are the admins' to give
 * @param admins values of that claim that make an admin; as the next two, all empty if there is no such claim
 * @param editors values that make an editor
 * @param viewers values that make a viewer
 * @param others the role of those for whom no other is known; empty to refuse them
 * @param label what the login page calls the provider
 */
public record SingleSignOn(
        String issuer,
        String clientId,
        Path clientSecretFile,
        List<String> scopes,
        String nameClaim,
        Optional<String> roleClaim,
        List<String> admins,
        List<String> editors,
        List<String> viewers,
        Optional<String> others,
        String label) {

    public SingleSignOn {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(nameClaim);
        Objects.requireNonNull(roleClaim);
        Objects.requireNonNull(others);
        Objects.requireNonNull(label);
        scopes = List.copyOf(scopes);
        admins = List.copyOf(admins);
        editors = List.copyOf(editors);
        viewers = List.copyOf(viewers);
        if (!clientSecretFile.isAbsolute()) {
            throw new IllegalArgumentException("the path of the client secret must be absolute");
        }
    }
}
