package dev.lectern.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that are open. One on which no request is being answered has a limited time until the head of the next one is
 * whole, however it trickles in. One too many is closed at once; a trusted proxy has as many as all of its clients need. Lives on the
 * event loop of the HTTP verticle.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long LOOKS_IN_PATIENCE = 20;

    private final HttpLimits limits;
    private final Clients clients;
    private final Tally tally = new Tally();
    private final Map<HttpConnection, Turn> turns = new HashMap<>();

    /** Whose turn it is to do something: ours while an answer is under way, else the client's since then. */
    private record Turn(HttpServerResponse answer, long since) {

        boolean ours() {
            return answer != null && !answer.ended() && !answer.closed();
        }
    }

    Connections(HttpLimits limits, Clients clients) {
        this.limits = limits;
        this.clients = clients;
    }

    /** Begins to look for clients that are too slow. */
    Connections watch(Vertx vertx) {
        vertx.setPeriodic(Math.max(1, limits.request().toMillis() / LOOKS_IN_PATIENCE), timer -> look());
        return this;
    }

    /** To be called with every new connection. */
    void opened(HttpConnection connection) {
        String client = Clients.address(connection);
        boolean tooMany = tally.of(client) >= limits.connectionsPerClient() && !clients.isProxy(client);
        if (tally.all() >= limits.connections() || tooMany) {
            LOG.debug("a connection of {} is one too many, and was closed", client);
            connection.close();
            return;
        }
        tally.add(client);
        turns.put(connection, new Turn(null, System.nanoTime()));
        connection.closeHandler(closed -> {
            turns.remove(connection);
            tally.remove(client);
        });
    }

    /** To be called with every request whose head is whole. */
    void requested(HttpServerRequest request) {
        turns.computeIfPresent(request.connection(), (connection, turn) -> new Turn(request.response(), 0));
    }

    private void look() {
        long now = System.nanoTime();
        for (HttpConnection connection : List.copyOf(turns.keySet())) {
            Turn turn = turns.get(connection);
            if (turn == null || turn.ours()) {
                continue;
            }
            if (turn.answer() != null) {
                turns.put(connection, new Turn(null, now));
            } else if (now - turn.since() > limits.request().toNanos()) {
                connection.close();
            }
        }
    }
}
