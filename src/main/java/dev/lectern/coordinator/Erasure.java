package dev.lectern.coordinator;

import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what the event log holds about sessions that were deleted. A log that is out of reach is tried again. */
final class Erasure {

    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
    private static final int PAGE = 1_000;
    private static final int LOOKS = 3;

    private final JobDesk desk;
    private final EventLog events;
    private final Set<String> pending = new HashSet<>();
    /** What was erased not long ago, and how often it is looked for again: what was at work on it may have had a last word. */
    private final Map<String, Integer> recent = new HashMap<>();

    private boolean lookedForOrphans;

    Erasure(JobDesk desk, EventLog events) {
        this.desk = desk;
        this.events = events;
    }

    /** A session was deleted. */
    void erase(String sessionId) {
        pending.add(sessionId);
        erase();
    }

    /** Goes on with what could not be done before; once in the life of a server, also with what earlier ones left. */
    void erase() {
        Future<?> looked = lookedForOrphans ? Future.succeededFuture() : orphans();
        looked.compose(done -> {
                    lookedForOrphans = true;
                    return Future.join(pending.stream().map(this::forget).toList());
                })
                .compose(forgotten -> scrub())
                .onFailure(e -> LOG.debug("events of deleted sessions stay for now: {}", e.toString()));
    }

    private Future<?> forget(String sessionId) {
        return events.forget(sessionId).onSuccess(done -> {
            if (pending.remove(sessionId)) {
                recent.put(sessionId, LOOKS);
            }
        });
    }

    /** Has the disk forget, too. */
    private Future<?> scrub() {
        if (recent.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> erased = List.copyOf(recent.keySet());
        return Future.join(erased.stream().map(events::forget).toList())
                .compose(forgotten -> Future.join(events.scrub(), desk.store().scrub()))
                .onSuccess(scrubbed -> {
                    if (Boolean.TRUE.equals(scrubbed.resultAt(1))) {
                        erased.forEach(id -> recent.computeIfPresent(id, (key, looks) -> looks > 1 ? looks - 1 : null));
                    }
                });
    }

    private Future<?> orphans() {
        return desk.store().sessions().ids().compose(ids -> orphansAfter(Place.START, Set.copyOf(ids)));
    }

    private Future<?> orphansAfter(Place place, Set<String> known) {
        return events.after(place, PAGE).compose(page -> {
            List<String> theirs = page.stream()
                    .map(EventLog.Entry::event)
                    .map(JobEvent::sessionId)
                    .filter(id -> !known.contains(id))
                    .toList();
            pending.addAll(theirs);
            return page.isEmpty()
                    ? Future.succeededFuture()
                    : orphansAfter(page.get(page.size() - 1).place(), known);
        });
    }
}
