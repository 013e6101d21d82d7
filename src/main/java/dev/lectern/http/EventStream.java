package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.events.Place;
import dev.lectern.job.JobEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** One client that listens. There may be thousands, so it is small; what is sent is encoded once and shared. */
final class EventStream {

    /**
     * Who listens, and so what is told.
     *
     * @param client what its streams are counted by
     */
    record Listener(Identity who, Audience audience, String client) {

        boolean hears(String sessionId) {
            return audience.mayHear(who, sessionId);
        }
    }

    /** Where a client stands. */
    enum State {
        /** It has everything and is told what comes. */
        LIVE,
        /** It is being sent what it missed. */
        CATCHING_UP,
        /** It misses something, and the log is out of reach. */
        WAITING,
        /** It does not take what it is sent; nothing is kept for it, for the log has it. */
        STALLED
    }

    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final String jobId;
    private final String sessionId;
    private final Listener listener;
    private final Map<String, Instant> known;
    private Place seen;
    private State state = State.CATCHING_UP;
    private long stalledAt;

    /**
     * A stream whose head is not sent yet.
     *
     * @param jobId the job it is about; null if about all
     * @param sessionId that job's session; null if about all jobs, or if it is gone
     * @param listener what may be told
     * @param seen what happened up to here is known to the client
     * @param known jobs that it was sent a snapshot of, with the time of that; how far they were before is not sent
     */
    EventStream(
            HttpServerRequest request,
            String jobId,
            String sessionId,
            Listener listener,
            Place seen,
            Map<String, Instant> known) {
        this(request.connection(), request.response(), jobId, sessionId, listener, seen, known);
    }

    private EventStream(
            HttpConnection connection,
            HttpServerResponse response,
            String jobId,
            String sessionId,
            Listener listener,
            Place seen,
            Map<String, Instant> known) {
        this.connection = connection;
        this.response = response;
        this.jobId = jobId;
        this.sessionId = sessionId;
        this.listener = listener;
        this.seen = seen;
        this.known = known;
    }

    /** The head of every stream. */
    static HttpServerResponse head(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                // Proxies such as nginx would hold back what is to be seen at once.
                .putHeader("x-accel-buffering", "no");
    }

    EventStream begin() {
        head(response).setChunked(true);
        write(SseText.HELLO);
        return this;
    }

    String jobId() {
        return jobId;
    }

    String sessionId() {
        return sessionId;
    }

    Listener listener() {
        return listener;
    }

    HttpServerResponse response() {
        return response;
    }

    Place seen() {
        return seen;
    }

    State state() {
        return state;
    }

    long stalledAt() {
        return stalledAt;
    }

    void become(State next) {
        state = next;
        if (next == State.STALLED) {
            stalledAt = System.nanoTime();
        }
    }

    /** Nothing of interest to it has happened up to here. */
    void skipTo(Place place) {
        seen = place.after(seen) ? place : seen;
    }

    boolean over() {
        return response.ended() || response.closed();
    }

    /** Whether it takes no more for now. */
    boolean full() {
        return !over() && response.writeQueueFull();
    }

    /** Whether an event that comes next is to be sent to it. */
    private boolean wants(Place place, JobEvent event) {
        return place.after(seen)
                && (jobId == null || jobId.equals(event.jobId()))
                && listener.hears(event.sessionId())
                && !isOld(event);
    }

    /** An event comes next: it is sent, or there is nothing in it for this client. */
    void pass(Place place, JobEvent event, Buffer text) {
        if (wants(place, event)) {
            send(place, event, text);
        } else {
            skipTo(place);
        }
        if (full()) {
            become(State.STALLED);
        }
    }

    /** Sends an event; ends after the last one of its job. */
    private void send(Place place, JobEvent event, Buffer text) {
        seen = place;
        write(text);
        if (jobId != null && event.last()) {
            end();
        }
    }

    void write(Buffer text) {
        if (!over()) {
            response.write(text);
        }
    }

    void end() {
        if (!over()) {
            response.end();
        }
    }

    /** Closes the connection at once. Vert.x by itself would first wait until the client takes what was written. */
    void drop() {
        if (connection instanceof HttpServerConnection server) {
            server.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }

    /** The same client, who now knows what a snapshot says. */
    EventStream knowing(Snapshots.Snapshot snapshot, Place place) {
        return new EventStream(connection, response, jobId, snapshot.sessionId(), listener, place, snapshot.known());
    }

    private boolean isOld(JobEvent event) {
        Instant snapshot = event instanceof JobEvent.Progressed ? known.get(event.jobId()) : null;
        // The database knows milliseconds.
        return snapshot != null && !event.at().truncatedTo(ChronoUnit.MILLIS).isAfter(snapshot);
    }
}
