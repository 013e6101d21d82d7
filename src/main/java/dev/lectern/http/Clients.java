package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.job.AddressRange;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is one client when it is counted what each of them takes: an account, wherever it comes from; else an address. What a proxy says
 * of where a request came from is believed only of proxies that are trusted, for anybody can write that header.
 */
final class Clients {

    /** As proxies append to it: who came first stands first, and only the last entry is known to be true. */
    private static final String FORWARDED = "x-forwarded-for";

    /** More proxies in a row than anybody has. */
    private static final int MOST_HOPS = 16;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]*):\\d{1,5}");

    private final List<AddressRange> trusted;

    Clients(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** What stands for who makes a request. */
    String of(RoutingContext ctx) {
        Account account = Caller.of(ctx).account();
        return account == null ? address(ctx.request()) : account.id();
    }

    /** Where a request comes from: the nearest address that is no trusted proxy's. */
    String address(HttpServerRequest request) {
        String nearest = address(request.connection());
        if (!isProxy(nearest)) {
            return nearest;
        }
        String[] hops = String.join(",", request.headers().getAll(FORWARDED)).split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
            Optional<InetAddress> hop = AddressRange.address(bare(hops[i].strip()));
            if (hop.isEmpty()) {
                break;
            }
            nearest = hop.get().getHostAddress();
            if (!isProxy(nearest)) {
                break;
            }
        }
        return nearest;
    }

    /** The other end of a connection; it says nothing of who uses it if that is a proxy. */
    static String address(HttpConnection connection) {
        SocketAddress other = connection.remoteAddress();
        return other == null || other.hostAddress() == null ? "" : other.hostAddress();
    }

    boolean isProxy(String address) {
        return !trusted.isEmpty()
                && AddressRange.address(address)
                        .filter(known -> trusted.stream().anyMatch(range -> range.contains(known)))
                        .isPresent();
    }

    private static String bare(String hop) {
        Matcher bracketed = BRACKETED.matcher(hop);
        if (bracketed.matches()) {
            return bracketed.group(1);
        }
        Matcher withPort = WITH_PORT.matcher(hop);
        return withPort.matches() ? withPort.group(1) : hop;
    }
}
