package dev.lectern.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Where a Redis server is and how to log in: {@code redis://[user][:password]@host[:port][/database]}, or {@code rediss://}
 * for TLS. Its text form shows neither user nor password.
 *
 * @param url the whole address with the password in it; only for the client
 */
public record RedisAddress(String url) {

    private static final int DEFAULT_PORT = 6379;

    /** @throws IllegalArgumentException with a sentence that does not repeat the address, as it may hold a password */
    public RedisAddress {
        Objects.requireNonNull(url);
        URI uri = parsed(url);
        if (uri == null || uri.getHost() == null || !isRedis(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "a Redis address looks like redis://host:6379, or rediss://user:password@host:6379 for TLS;"
                            + " special characters in the password are percent-encoded");
        }
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not passed on as a cause: its message repeats the address with the password.
            return null;
        }
    }

    private static boolean isRedis(String scheme) {
        return "redis".equals(scheme) || "rediss".equals(scheme);
    }

    /** Whether the connection is encrypted. */
    public boolean tls() {
        return "rediss".equals(URI.create(url).getScheme());
    }

    /** Where it is, without user and password: {@code redis://host:port}. */
    @Override
    public String toString() {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }
}
