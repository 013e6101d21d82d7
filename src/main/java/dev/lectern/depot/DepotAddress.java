package dev.lectern.depot;

import dev.lectern.cluster.Credentials;
import java.util.Objects;

/**
 * Where the server's depot is, and who we are to it.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65,535
 * @param credentials ours, of the server's authority
 */
public record DepotAddress(String host, int port, Credentials credentials) {

    public DepotAddress {
        Objects.requireNonNull(host);
        Objects.requireNonNull(credentials);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
