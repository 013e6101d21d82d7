package dev.lectern.coordinator;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.Previewed;
import dev.lectern.bus.SessionHint;
import dev.lectern.events.EventFeed;
import dev.lectern.events.EventLog;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Tells what happened: first the log, then everybody who listens. Nothing is told of a session that was deleted. */
final class Herald {

    private final EventBus bus;
    private final Store store;
    private final EventFeed feed;
    private final Figures figures;
    private final Set<String> silenced = new HashSet<>();

    Herald(EventBus bus, Store store, EventLog log, Figures figures, Clock clock) {
        this.figures = figures;
        this.bus = bus;
        this.store = store;
        this.feed = new EventFeed(log, clock, new Endings(store, log, clock)::missing, this::pass);
    }

    /** Something happened. A log that is out of reach stops nobody, and gets it later. */
    void tell(JobEvent event) {
        if (!silenced.contains(event.sessionId())) {
            figures.told(event);
            feed.take(event);
        }
    }

    /** A job was accepted; tells at which place it waits, if it still does. */
    Future<Void> tellQueued(String jobId) {
        return Future.all(store.jobs().find(jobId), store.jobs().placeOf(jobId)).map(read -> {
            Optional<Job> job = read.resultAt(0);
            int place = read.resultAt(1);
            job.filter(queued -> place > 0)
                    .ifPresent(
                            queued -> tell(new JobEvent.Queued(jobId, queued.sessionId(), queued.createdAt(), place)));
            return null;
        });
    }

    /** A result follows from what somebody said. */
    void tellCorrected(Corrected news) {
        tell(new JobEvent.Corrected(news.sessionId(), news.at(), news.resultEtag(), news.revision()));
    }

    /** A preliminary result is there. */
    void tellPreviewed(Previewed news) {
        tell(new JobEvent.Previewed(news.jobId(), news.sessionId(), news.at(), news.resultEtag(), news.share()));
    }

    /** A session was deleted. */
    void tellDeleted(SessionHint session) {
        silenced.add(session.sessionId());
        feed.forget(session.sessionId());
        bus.publish(Addresses.SESSION_DELETED, session);
    }

    /** Tries again what could not be written. */
    void pump() {
        feed.pump();
    }

    private void pass(EventLog.Entry entry) {
        if (!silenced.contains(entry.event().sessionId())) {
            bus.publish(Addresses.EVENTS, new EventNews(entry.place().toString(), entry.event()));
        }
    }
}
