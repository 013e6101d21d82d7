package dev.lectern.http;

import dev.lectern.access.Secret;
import dev.lectern.job.AddressRange;
import dev.lectern.oidc.SignOnSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the HTTP side is guarded.
 *
 * @param allowedHosts names by which the server may be called, beside addresses and those of this machine
 * @param trustedProxies who is believed when they say for whom they ask
 * @param tls what it shows to clients; empty to speak plain HTTP
 * @param operator lies in the data folder: who shows it runs this server; empty if nobody can show it
 * @param publicUrl where browsers reach it, scheme and authority; empty if that is where each says it does
 * @param signOn where users may log in too; empty if nowhere
 */
public record AccessSettings(
        List<String> allowedHosts,
        List<AddressRange> trustedProxies,
        Optional<Tls> tls,
        Optional<Secret> operator,
        Optional<URI> publicUrl,
        Optional<SignOnSettings> signOn) {

    /** As long as nobody says otherwise. */
    public static final AccessSettings PLAIN =
            new AccessSettings(List.of(), List.of(), Optional.empty(), Optional.empty());

    /** A certificate with its chain, and its key, each a file in PEM. */
    public record Tls(Path certificate, Path key) {

        public Tls {
            Objects.requireNonNull(certificate);
            Objects.requireNonNull(key);
        }
    }

    public AccessSettings {
        allowedHosts = List.copyOf(allowedHosts);
        trustedProxies = List.copyOf(trustedProxies);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(operator);
        Objects.requireNonNull(publicUrl);
        Objects.requireNonNull(signOn);
    }

    /** Without single sign-on. */
    public AccessSettings(
            List<String> allowedHosts,
            List<AddressRange> trustedProxies,
            Optional<Tls> tls,
            Optional<Secret> operator) {
        this(allowedHosts, trustedProxies, tls, operator, Optional.empty(), Optional.empty());
    }
}
