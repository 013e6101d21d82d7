package dev.lectern.job;

import java.util.regex.Pattern;

/** Addresses that mean this very machine. */
public final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    /** Whether only this machine can reach a host; names other than localhost are taken to be reachable from elsewhere. */
    public static boolean is(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }
}
