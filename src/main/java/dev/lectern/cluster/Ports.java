package dev.lectern.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Where a member of the cluster listens; 0 stands for any free port.
 *
 * @param files for HTTPS, on a server only
 * @param messages for the event bus
 * @param membership for who is there
 * @param failures for who is gone
 */
public record Ports(int files, int messages, int membership, int failures) {

    /** Free ones. */
    public static final Ports ANY = new Ports(0, 0, 0, 0);

    /** Four in a row, or free ones if {@code first} is 0. */
    public static Ports from(int first) {
        return first == 0 ? ANY : new Ports(first, first + 1, first + 2, first + 3);
    }

    /**
     * The port for membership; where it is 0, one that was free a moment ago. Members are found by it, so it must be known before it
     * is opened.
     */
    int membershipAt(String host) throws IOException {
        if (membership != 0) {
            return membership;
        }
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        }
    }
}
