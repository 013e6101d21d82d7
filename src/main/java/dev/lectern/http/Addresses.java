package dev.lectern.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Under which address a browser knows this server.
 *
 * @param tls whether this server itself speaks TLS
 * @param known where browsers reach it, scheme and authority; empty if that is where each says it does
 */
record Addresses(boolean tls, Optional<URI> known) {

    Addresses {
        Objects.requireNonNull(known);
    }

    /** The start of every address, without a slash at its end. The name in it was checked by {@link Hosts} before. */
    String base(HttpServerRequest request) {
        return known.map(URI::toString).orElseGet(() -> {
            HostAndPort called = request.authority();
            if (called == null) {
                throw new ApiFailure(
                        ErrorCode.BAD_REQUEST, "The request does not say by which name the server was called");
            }
            String host = called.host().contains(":") && !called.host().startsWith("[")
                    ? "[" + called.host() + "]"
                    : called.host();
            return (tls ? "https://" : "http://") + host + (called.port() > 0 ? ":" + called.port() : "");
        });
    }

    /** Whether a browser that makes this request speaks TLS, as far as that is known without asking it. */
    boolean secure(HttpServerRequest request) {
        HostAndPort called = request.authority();
        return tls
                || called != null
                        && known.filter(address -> address.getScheme().equals("https")
                                        && address.getHost().equalsIgnoreCase(called.host()))
                                .isPresent();
    }
}
