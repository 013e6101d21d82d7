package dev.lectern.coordinator;

import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.store.Corrections;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the log does not know, because a server died between noting it and telling it: that jobs were accepted, how they ended,
 * and what results follow from corrections.
 */
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

    /** What the log tells. */
    private static final class Told {
        /** All jobs that it tells anything of. */
        private final Set<String> jobs = new HashSet<>();
        /** Those whose last event is not there, with their sessions. */
        private final Map<String, String> open = new LinkedHashMap<>();
        /** What was last told of results that follow from corrections, by session. */
        private final Map<String, JobEvent.Corrected> corrected = new HashMap<>();
        /** When its oldest event was written; null if it has none. */
        private Instant since;

        private void take(EventLog.Entry entry) {
            since = since == null ? Instant.ofEpochMilli(entry.place().millis()) : since;
            JobEvent event = entry.event();
            if (event instanceof JobEvent.Corrected theirs) {
                corrected.put(theirs.sessionId(), theirs);
                return;
            }
            jobs.add(event.jobId());
            if (event.last()) {
                open.remove(event.jobId());
            } else {
                open.put(event.jobId(), event.sessionId());
            }
        }

        /** Whether it would tell of a job from its beginning, if that had been told. */
        private boolean lacks(Job job) {
            boolean reaches = since != null && !job.createdAt().isBefore(since);
            return !jobs.contains(job.id()) && (job.state() == JobState.QUEUED || reaches);
        }

        private boolean knows(Corrections.Standing standing) {
            JobEvent.Corrected last = corrected.get(standing.sessionId());
            return since == null
                    || standing.at().isBefore(since)
                    || last != null
                            && last.revision() == standing.revision()
                            && last.resultEtag().equals(standing.etag());
        }
    }

    /** The events that are not in the log. */
    Future<List<JobEvent>> missing() {
        return readAfter(Place.START, new Told())
                .compose(told -> store.sessions().ids().compose(ids -> {
                    // Of sessions that were deleted nothing is told, for soon the log will not know them either.
                    told.open.values().retainAll(Set.copyOf(ids));
                    return missing(List.copyOf(told.open.entrySet()), 0, new ArrayList<>())
                            .compose(found -> store.corrections().standings().map(standings -> {
                                standings.stream()
                                        .filter(standing -> !told.knows(standing))
                                        .map(Endings::corrected)
                                        .forEach(found::add);
                                return found;
                            }))
                            .compose(found -> store.jobs().active().map(active -> {
                                found.addAll(accepted(active, told));
                                return found;
                            }));
                }));
    }

    private static List<JobEvent> accepted(List<Job> active, Told told) {
        List<JobEvent> found = new ArrayList<>();
        int place = 0;
        for (Job job : active) {
            place += job.state() == JobState.QUEUED ? 1 : 0;
            if (told.lacks(job)) {
                found.add(new JobEvent.Queued(job.id(), job.sessionId(), job.createdAt(), Math.max(1, place)));
            }
        }
        return found;
    }

    private static JobEvent corrected(Corrections.Standing standing) {
        return new JobEvent.Corrected(standing.sessionId(), standing.at(), standing.etag(), standing.revision());
    }

    private Future<Told> readAfter(Place place, Told told) {
        return log.after(place, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture(told);
            }
            page.forEach(told::take);
            return readAfter(page.get(page.size() - 1).place(), told);
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
