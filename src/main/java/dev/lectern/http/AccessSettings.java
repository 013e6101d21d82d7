package dev.lectern.http;

import dev.lectern.access.Secret;
import dev.lectern.job.AddressRange;
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
 */
public record AccessSettings(
        List<String> allowedHosts, List<AddressRange> trustedProxies, Optional<Tls> tls, Optional<Secret> operator) {

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
    }
}
