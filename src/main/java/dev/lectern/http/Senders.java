package dev.lectern.http;

import io.vertx.ext.web.RoutingContext;

/** Who is sending recordings, in one piece or in many, and how many each may. Lives on one event loop. */
final class Senders {

    private static final int RETRY_SECONDS = 30;

    private final HttpLimits limits;
    private final Clients clients;
    private final Tally sending = new Tally();
    private final Rate rate;

    Senders(HttpLimits limits, Clients clients) {
        this.clients = clients;
        this.limits = limits;
        this.rate = new Rate(limits.importsPerMinute());
    }

    /** Who is counted for a request. */
    String client(RoutingContext ctx) {
        return clients.of(ctx);
    }

    /** Counts one more recording that is begun; throws an {@link ApiFailure} if that is one too many. */
    void begins(RoutingContext ctx, String client) {
        int wait = rate.take(client, System.nanoTime());
        if (wait > 0) {
            throw TooMany.requests(
                    ctx, wait, "You have sent many recordings within a minute; try again in " + wait + " seconds");
        }
    }

    /** Throws an {@link ApiFailure} if one more connection that brings a recording would be one too many. */
    void hasRoom(RoutingContext ctx, String client) {
        if (sending.of(client) >= limits.uploadsPerClient()) {
            throw TooMany.requests(
                    ctx,
                    RETRY_SECONDS,
                    "You are sending " + limits.uploadsPerClient()
                            + " recordings already; wait until one of them is here");
        }
    }

    /** Counts one more connection that brings a recording, until {@link #left}. */
    void entered(String client) {
        sending.add(client);
    }

    void left(String client) {
        sending.remove(client);
    }
}
