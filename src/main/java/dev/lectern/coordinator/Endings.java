package dev.lectern.coordinator;

import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds jobs of which the log knows, but not how they ended, because a server died between noting that and telling it. */
final class Endings {

    private static final int PAGE = 1_000;

    private final Store store;
    private final EventLog log;
    private final Clock clock;

    Endings(Store store, EventLog log, Clock clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
    }

    /** The last events that are not in the log. */
    Future<List<JobEvent>> missing() {
        return openAfter(Place.START, new LinkedHashMap<>())
                .compose(open -> store.sessions().ids().compose(ids -> {
                    // Of sessions that were deleted nothing is told, for soon the log will not know them either.
                    open.values().retainAll(Set.copyOf(ids));
                    return missing(List.copyOf(open.entrySet()), 0, new ArrayList<>());
                }));
    }

    /** The jobs whose last event is not in the log, with their sessions. */
    private Future<Map<String, String>> openAfter(Place place, Map<String, String> open) {
        return log.after(place, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture(open);
            }
            for (EventLog.Entry entry : page) {
                JobEvent event = entry.event();
                if (event.last()) {
                    open.remove(event.jobId());
                } else {
                    open.put(event.jobId(), event.sessionId());
                }
            }
            return openAfter(page.get(page.size() - 1).place(), open);
        });
    }

    private Future<List<JobEvent>> missing(List<Map.Entry<String, String>> open, int index, List<JobEvent> found) {
        if (index == open.size()) {
            return Future.succeededFuture(found);
        }
        String jobId = open.get(index).getKey();
        String sessionId = open.get(index).getValue();
        return store.jobs().find(jobId).compose(job -> {
            ending(jobId, sessionId, job).ifPresent(found::add);
            return missing(open, index + 1, found);
        });
    }

    private Optional<JobEvent> ending(String jobId, String sessionId, Optional<Job> found) {
        if (found.isEmpty()) {
            return Optional.of(new JobEvent.Cancelled(jobId, sessionId, clock.instant()));
        }
        Job job = found.get();
        if (job.state().active()) {
            return Optional.empty();
        }
        return Optional.of(
                job.state() == JobState.COMPLETED
                        ? new JobEvent.Completed(jobId, sessionId, job.finishedAt())
                        : new JobEvent.Failed(jobId, sessionId, job.finishedAt(), job.error()));
    }
}
