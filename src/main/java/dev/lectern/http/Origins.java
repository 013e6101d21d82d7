package dev.lectern.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Keeps pages of elsewhere from changing anything with the rights of who looks at them: browsers say from which page a request comes.
 * Programs that are no browsers say nothing, and are nobody's instrument.
 */
final class Origins {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String FETCH_SITE = "sec-fetch-site";
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final List<String> allowed;

    /** @param allowed origins of other pages that may use the API; {@code *} allows all */
    Origins(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    static boolean changes(HttpMethod method) {
        return !SAFE.contains(method);
    }

    /** Refuses what would change something and was sent by a page that may not. */
    void check(HttpServerRequest request) {
        if (changes(request.method()) && !mayChange(request)) {
            throw new ApiFailure(
                    ErrorCode.FORBIDDEN,
                    "A page of another origin may not change anything here; whoever runs this server can allow it with"
                            + " LECTERN_CORS_ORIGINS");
        }
    }

    private boolean mayChange(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return allowed.contains("*") || allowed.contains(origin) || own(origin, request);
        }
        String site = request.getHeader(FETCH_SITE);
        return site == null || OWN.contains(site);
    }

    /** Whether a page came from here. The scheme is not compared: a proxy may speak TLS to browsers and none to us. */
    private static boolean own(String origin, HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }
}
