package dev.lectern.cluster;

import java.util.Objects;

/**
 * Where a worker meets its server, for as long as this run of the server lasts.
 *
 * @param cluster name of the cluster; another one each time the server starts, so that what is left of an earlier cluster is never
 *     taken for this one
 * @param host the server's address for workers
 * @param membershipPort where members find each other
 * @param filesPort where workers fetch and deliver files, over HTTPS with certificates on both sides
 */
public record MeetingPoint(String cluster, String host, int membershipPort, int filesPort) {

    public MeetingPoint {
        Objects.requireNonNull(cluster);
        Objects.requireNonNull(host);
        if (membershipPort < 1 || membershipPort > 65_535 || filesPort < 1 || filesPort > 65_535) {
            throw new IllegalArgumentException("ports " + membershipPort + ", " + filesPort);
        }
    }
}
