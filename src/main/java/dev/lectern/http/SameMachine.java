package dev.lectern.http;

import dev.lectern.job.Loopback;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/** Tells who is on this very machine, and asks for himself, from everybody else. */
final class SameMachine {

    /** What proxies say; behind one anybody may be. */
    private static final List<String> PASSED_ON = List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "via");

    private SameMachine() {}

    static boolean is(SocketAddress remote, SocketAddress local) {
        if (remote == null || local == null || remote.hostAddress() == null) {
            return false;
        }
        // As numbers, so that no name service is asked.
        return Loopback.is(remote.hostAddress())
                || remote.hostAddress().equals("0:0:0:0:0:0:0:1")
                || remote.hostAddress().equals(local.hostAddress());
    }

    /**
     * Whether a request was made for this machine: not passed on by a proxy, not by a page of another origin, and not under a name
     * that somebody else's name service made ours.
     */
    static boolean meant(HttpServerRequest request) {
        HostAndPort host = request.authority();
        if (host == null || PASSED_ON.stream().anyMatch(request.headers()::contains)) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean ownPage = origin == null || origin.equals("http://" + request.getHeader(HttpHeaders.HOST));
        // An address, unlike a name, is never given to a page by somebody's name service.
        boolean ours = Loopback.is(host.host())
                || host.host().equals(request.connection().localAddress().hostAddress());
        return ownPage && ours;
    }
}
