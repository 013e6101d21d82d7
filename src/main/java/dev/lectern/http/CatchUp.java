package dev.lectern.http;

import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.http.EventStream.State;
import io.vertx.core.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a client what it missed, from the log, until it is where everybody is. */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 500;

    private final EventLog log;
    private final Snapshots snapshots;
    private final Supplier<Place> newest;
    private final BiConsumer<EventStream, EventStream> again;

    /**
     * The way to catch up.
     *
     * @param newest the last event that everybody was told
     * @param again takes in a client that had to begin anew, instead of what it was before
     */
    CatchUp(EventLog log, Snapshots snapshots, Supplier<Place> newest, BiConsumer<EventStream, EventStream> again) {
        this.log = log;
        this.snapshots = snapshots;
        this.newest = newest;
        this.again = again;
    }

    /** Goes on where a client is, if the log still reaches back so far. */
    void go(EventStream stream) {
        stream.become(State.CATCHING_UP);
        log.span()
                .compose(span -> span.reaches(stream.seen()) ? page(stream) : startAgain(stream, span.newest()))
                .onFailure(away -> await(stream, away));
    }

    /** Goes on where a client is, to which the log is known to reach back. */
    void read(EventStream stream) {
        page(stream).onFailure(away -> await(stream, away));
    }

    private static void await(EventStream stream, Throwable away) {
        LOG.debug("a client waits for the log: {}", away.toString());
        if (stream.state() == State.CATCHING_UP) {
            stream.become(State.WAITING);
        }
    }

    private Future<Void> page(EventStream stream) {
        Place toldBefore = newest.get();
        return log.after(stream.seen(), PAGE).compose(page -> {
            for (EventLog.Entry entry : page) {
                stream.pass(entry.place(), entry.event(), SseText.event(entry.place(), entry.event()));
                if (stream.over() || stream.state() == State.STALLED) {
                    return Future.succeededFuture();
                }
            }
            if (page.size() == PAGE) {
                return page(stream);
            }
            // What was told before this was read stands in the log, or was removed from it.
            stream.skipTo(toldBefore);
            if (newest.get().after(stream.seen())) {
                return page(stream);
            }
            stream.become(State.LIVE);
            return Future.succeededFuture();
        });
    }

    /** The log does not reach back to what it saw last. */
    private Future<Void> startAgain(EventStream stream, Place place) {
        return snapshots.take(stream.jobId(), stream.listener().who()).compose(taken -> {
            if (taken.isEmpty() || stream.over()) {
                stream.end();
                return Future.succeededFuture();
            }
            Snapshots.Snapshot snapshot = taken.get();
            stream.write(SseText.RESET);
            stream.write(SseText.snapshot(place, snapshot.data()));
            if (snapshot.ended()) {
                stream.end();
            } else {
                again.accept(stream, stream.knowing(snapshot, place));
            }
            return Future.succeededFuture();
        });
    }
}
