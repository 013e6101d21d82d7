package dev.lectern.events;

import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into the log: events go in one after the other, in the order in which they happened, and everybody is told of each
 * one when it is in. What cannot be written now is kept and tried again; an event gets its place once, when it is tried for the
 * first time, so that one whose answer was lost is not written twice. Nothing is written about a job after its last event.
 *
 * <p>Used on one context only; nothing here blocks or fails.
 */
public final class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int MOST_WAITING = 10_000;
    private static final int ENDED_REMEMBERED = 10_000;

    private final EventLog log;
    private final Clock clock;
    private final Supplier<Future<List<JobEvent>>> unwritten;
    private final Consumer<EventLog.Entry> written;
    private final int mostWaiting;
    private final Deque<JobEvent> waiting = new ArrayDeque<>();
    private final Set<String> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > ENDED_REMEMBERED;
        }
    });
    private Place last = Place.START;
    /** What is being written, or was tried; null if the next one has no place yet. */
    private EventLog.Entry trying;

    private boolean opened;
    private boolean busy;

    /**
     * A feed.
     *
     * @param unwritten what is missing in the log because an earlier server died before it could write it; asked once, before
     *     anything is written
     * @param written is told of every event that is in the log, in order
     */
    public EventFeed(
            EventLog log, Clock clock, Supplier<Future<List<JobEvent>>> unwritten, Consumer<EventLog.Entry> written) {
        this(log, clock, unwritten, written, MOST_WAITING);
    }

    /** @param mostWaiting how many events are kept while the log is out of reach, at least 1 */
    EventFeed(
            EventLog log,
            Clock clock,
            Supplier<Future<List<JobEvent>>> unwritten,
            Consumer<EventLog.Entry> written,
            int mostWaiting) {
        this.log = Objects.requireNonNull(log);
        this.clock = Objects.requireNonNull(clock);
        this.unwritten = Objects.requireNonNull(unwritten);
        this.written = Objects.requireNonNull(written);
        this.mostWaiting = mostWaiting;
    }

    /** Something happened. */
    public void take(JobEvent event) {
        if (!open(event)) {
            return;
        }
        waiting.add(event);
        if (waiting.size() > mostWaiting) {
            dropOne();
        }
        pump();
    }

    /** Tries again what could not be written. Called every now and then. */
    public void pump() {
        if (busy) {
            return;
        }
        busy = true;
        Future<?> done = opened ? writeNext() : begin();
        done.onComplete(result -> {
            busy = false;
            if (result.failed()) {
                LOG.debug("{} events wait to be written: {}", waiting.size(), String.valueOf(result.cause()));
            } else if (trying != null || !waiting.isEmpty()) {
                pump();
            }
        });
    }

    /** Nothing that waits about a session is to be written any more. */
    public void forget(String sessionId) {
        waiting.removeIf(event -> event.sessionId().equals(sessionId));
        if (!busy && trying != null && trying.event().sessionId().equals(sessionId)) {
            trying = null;
        }
    }

    private boolean open(JobEvent event) {
        return !ended.contains(event.jobId()) && (!event.last() || ended.add(event.jobId()));
    }

    private Future<?> begin() {
        return log.span().compose(span -> unwritten.get().onSuccess(missing -> {
            last = span.newest().after(last) ? span.newest() : last;
            opened = true;
            List<JobEvent> first = new ArrayList<>(
                    missing.stream().filter(this::open).filter(this::isNew).toList());
            Collections.reverse(first);
            first.forEach(waiting::addFirst);
        }));
    }

    /** Whoever was accepted while it was found out what is missing is told of already. */
    private boolean isNew(JobEvent event) {
        return !(event instanceof JobEvent.Queued)
                || waiting.stream().noneMatch(other -> event.jobId().equals(other.jobId()));
    }

    private Future<?> writeNext() {
        if (trying == null) {
            JobEvent event = waiting.poll();
            if (event == null) {
                return Future.succeededFuture();
            }
            last = last.next(clock.millis());
            trying = new EventLog.Entry(last, event);
        }
        EventLog.Entry entry = trying;
        return log.append(entry).compose(added -> {
            if (added) {
                trying = null;
                written.accept(entry);
                return Future.succeededFuture();
            }
            // Somebody else wrote to this log: on from where it is now.
            return log.span().onSuccess(span -> {
                last = (span.newest().after(last) ? span.newest() : last).next(clock.millis());
                trying = new EventLog.Entry(last, entry.event());
            });
        });
    }

    /** How far a job is, and what is known so far, will be told again; everything else will not. */
    private void dropOne() {
        JobEvent dropped =
                waiting.stream().filter(EventFeed::toldAgain).findFirst().orElseGet(waiting::peek);
        waiting.removeFirstOccurrence(dropped);
        if (!toldAgain(dropped)) {
            LOG.warn("event lost, for too many wait to be written: {}", dropped);
        }
    }

    private static boolean toldAgain(JobEvent event) {
        return event instanceof JobEvent.Progressed || event instanceof JobEvent.Previewed;
    }
}
