package dev.lectern.http;

import dev.lectern.job.Loopback;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By which names this server may be called. A page of elsewhere can have its own name lead here (DNS rebinding), and then its
 * browser takes both for one; but it cannot hide that name, nor use an address as one.
 */
final class Hosts {

    private static final Pattern ADDRESS =
            Pattern.compile("\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*]?|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String LOCALHOST = ".localhost";

    private final Set<String> names;

    /** @param names that are allowed beside addresses and those of this machine */
    Hosts(Collection<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Refuses a request that was made under a name that is not known. */
    void check(HttpServerRequest request) {
        HostAndPort called = request.authority();
        // Only programs leave it out.
        if (called != null && !knows(called.host())) {
            throw new ApiFailure(
                    ErrorCode.MISDIRECTED,
                    "This server does not go by the name it was called; whoever runs it can allow that name with"
                            + " LECTERN_ALLOWED_HOSTS");
        }
    }

    boolean knows(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Loopback.is(name)
                || name.endsWith(LOCALHOST)
                || ADDRESS.matcher(name).matches()
                || names.contains(name);
    }
}
