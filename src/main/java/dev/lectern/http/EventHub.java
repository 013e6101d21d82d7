package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.bus.Addresses;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.SessionHint;
import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.http.EventStream.State;
import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who listens to events. What happens is heard once, written once as text, and sent to all. Nothing is kept for a client
 * that does not keep up: when it goes on, or when the log can be read again, it is sent from the log what it missed, and if the log
 * does not reach back so far, it is told so and sent a snapshot. Lives on the context of the HTTP verticle.
 */
final class EventHub {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final Vertx vertx;
    private final CatchUp catchUp;
    private final Clock clock;
    private final Audience audience;
    private final Function<Identity, Future<Boolean>> holds;
    private final Times times;
    private final HttpLimits limits;
    private final Set<EventStream> streams = new HashSet<>();
    /** Those whose answer is being made. */
    private final Tally coming = new Tally();

    private Place newest = Place.START;
    private boolean closed;

    /**
     * What is done how often.
     *
     * @param heartbeat between two signs of life
     * @param patience how long a client may take nothing before its connection is closed
     * @param look between two looks for such clients, and between two tries to reach the log
     */
    record Times(Duration heartbeat, Duration patience, Duration look) {

        static final Times USUAL = new Times(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    /**
     * Nobody listens yet.
     *
     * @param holds whether somebody still is who they were; asked with every sign of life
     */
    EventHub(
            Vertx vertx,
            EventLog log,
            Snapshots snapshots,
            Clock clock,
            Times times,
            HttpLimits limits,
            Audience audience,
            Function<Identity, Future<Boolean>> holds) {
        this.vertx = vertx;
        this.limits = limits;
        this.catchUp = new CatchUp(log, snapshots, this::newest, this::replace);
        this.clock = clock;
        this.audience = audience;
        this.holds = holds;
        this.times = times;
    }

    EventHub start() {
        vertx.eventBus().<EventNews>consumer(Addresses.EVENTS, message -> told(message.body()));
        vertx.eventBus()
                .<SessionHint>consumer(
                        Addresses.SESSION_DELETED,
                        message -> sessionDeleted(message.body().sessionId()));
        vertx.setPeriodic(times.heartbeat().toMillis(), timer -> heartbeat());
        vertx.setPeriodic(times.look().toMillis(), timer -> look());
        return this;
    }

    /** The last event that was told here; the log may know a newer one. */
    Place newest() {
        return newest;
    }

    int size() {
        return streams.size();
    }

    /**
     * Announces a client that would like to listen; {@link #came} is to follow.
     *
     * @return whether there is room for it; if not, nothing was announced
     */
    boolean comes(String client) {
        long theirs = coming.of(client)
                + streams.stream()
                        .filter(stream -> stream.listener().client().equals(client))
                        .count();
        if (theirs >= limits.streamsPerClient() || coming.all() + streams.size() >= limits.streams()) {
            return false;
        }
        coming.add(client);
        return true;
    }

    /** A client that was announced was taken in, or was answered otherwise. */
    void came(String client) {
        coming.remove(client);
    }

    /** Takes in a client whose stream has begun, and sends it what it has not seen, to which the log reaches back. */
    void add(EventStream stream) {
        if (takeIn(stream)) {
            catchUp.read(stream);
        }
    }

    /** Takes in a client whose stream has begun while the log is out of reach. */
    void addWaiting(EventStream stream) {
        if (takeIn(stream)) {
            stream.become(State.WAITING);
        }
    }

    private boolean takeIn(EventStream stream) {
        if (closed) {
            stream.end();
        }
        if (stream.over()) {
            return false;
        }
        streams.add(stream);
        stream.response().closeHandler(gone -> streams.remove(stream));
        stream.response().exceptionHandler(gone -> streams.remove(stream));
        stream.response().endHandler(ended -> streams.remove(stream));
        stream.response().drainHandler(drained -> drained(stream));
        return true;
    }

    /** Ends all streams, so that the server need not wait for them. */
    void close() {
        closed = true;
        List.copyOf(streams).forEach(stream -> {
            if (stream.state() == State.STALLED) {
                // It would never take the end.
                stream.drop();
            } else {
                stream.end();
            }
        });
        streams.clear();
    }

    private void told(EventNews news) {
        Place place = Place.parse(news.place()).orElseThrow();
        if (!place.after(newest)) {
            return;
        }
        newest = place;
        Buffer text = SseText.event(place, news.event());
        for (EventStream stream : List.copyOf(streams)) {
            if (stream.state() == State.LIVE) {
                stream.pass(place, news.event(), text);
            } else if (stream.state() == State.WAITING) {
                catchUp.go(stream);
            }
        }
    }

    private void drained(EventStream stream) {
        if (stream.state() == State.STALLED) {
            catchUp.go(stream);
        }
    }

    private void replace(EventStream before, EventStream after) {
        streams.remove(before);
        add(after);
    }

    /** A job of a session that is gone is gone too, and nobody will hear of it from the log. */
    private void sessionDeleted(String sessionId) {
        Instant now = clock.instant();
        Buffer text = SseText.sessionDeleted(sessionId, now);
        for (EventStream stream : List.copyOf(streams)) {
            if (sessionId.equals(stream.sessionId())) {
                stream.write(SseText.event(new JobEvent.Cancelled(stream.jobId(), sessionId, now)));
                stream.end();
                streams.remove(stream);
            } else if (stream.jobId() == null
                    && stream.state() != State.STALLED
                    && stream.listener().hears(sessionId)) {
                stream.write(text);
            }
        }
        audience.forget(sessionId);
    }

    private void heartbeat() {
        sendAwayWhoMayNoLonger();
        for (EventStream stream : List.copyOf(streams)) {
            if (stream.state() != State.STALLED) {
                stream.write(SseText.HEARTBEAT);
                if (stream.state() == State.LIVE && stream.full()) {
                    stream.become(State.STALLED);
                }
            }
        }
    }

    /** A login ends, a token is taken back, a role changes while somebody listens; whoever still may connects again. */
    private void sendAwayWhoMayNoLonger() {
        streams.stream().map(stream -> stream.listener().who()).distinct().forEach(who -> holds.apply(who)
                .onFailure(
                        cause -> LOG.warn("it could not be found out whether {} may still listen", who.called(), cause))
                .onSuccess(still -> {
                    if (!still) {
                        endAllOf(who);
                    }
                }));
    }

    private void endAllOf(Identity who) {
        for (EventStream stream : List.copyOf(streams)) {
            if (stream.listener().who().equals(who)) {
                streams.remove(stream);
                stream.end();
            }
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (EventStream stream : List.copyOf(streams)) {
            if (stream.state() == State.WAITING) {
                catchUp.go(stream);
            } else if (stream.state() == State.STALLED
                    && now - stream.stalledAt() > times.patience().toNanos()) {
                LOG.info("a client of event streams took nothing for {}, and was dropped", times.patience());
                streams.remove(stream);
                stream.drop();
            }
        }
    }
}
