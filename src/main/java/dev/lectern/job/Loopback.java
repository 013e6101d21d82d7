package dev.lectern.job;

import java.net.URI;
import java.util.regex.Pattern;

/** Addresses that mean this very machine. */
public final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    /** Whether nobody on the way to an address can listen or answer: it is one of HTTPS, or of this machine. */
    public static boolean unheard(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || is(address.getHost()));
    }

    /** Whether only this machine can reach a host; names other than localhost are taken to be reachable from elsewhere. */
    public static boolean is(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }
}
