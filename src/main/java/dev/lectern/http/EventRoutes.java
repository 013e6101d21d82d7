package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The event streams: /events, /jobs/{id}/events. Who comes anew gets a snapshot and what happens after it; who comes back gets
 * exactly what it missed, or is told that this cannot be done and begins anew.
 */
final class EventRoutes {

    private static final int PAGE = 1_000;
    private static final int RETRY_SECONDS = 30;

    /** In this time what was noted in the database is in the log too, if the log can be reached. */
    private static final Duration TOLD_AFTER = Duration.ofSeconds(30);

    private final Store store;
    private final EventLog log;
    private final Snapshots snapshots;
    private final EventHub hub;
    private final Audience audience;
    private final Clients clients;
    private final Clock clock;

    EventRoutes(
            Store store,
            EventLog log,
            Snapshots snapshots,
            EventHub hub,
            Audience audience,
            Clients clients,
            Clock clock) {
        this.store = store;
        this.clients = clients;
        this.log = log;
        this.snapshots = snapshots;
        this.hub = hub;
        this.audience = audience;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/events", Need.BROWSE, ctx -> open(ctx, null))
                .get("/jobs/:jobId/events", Need.VIEW_JOB, this::ofJob);
    }

    private void ofJob(RoutingContext ctx) {
        String id = ctx.pathParam("jobId");
        if (!Ids.isJob(id)) {
            throw ApiFailure.noJob();
        }
        open(ctx, id);
    }

    private void open(RoutingContext ctx, String jobId) {
        String client = clients.of(ctx);
        if (!hub.comes(client)) {
            // Who is refused must not hold a connection that somebody else could use.
            ctx.addEndHandler(answered -> ctx.request().connection().close());
            throw TooMany.requests(ctx, RETRY_SECONDS, "There are too many event streams; close some first");
        }
        Future<Runnable> answer = answer(ctx, jobId);
        Answers.reply(ctx, answer, Runnable::run);
        // Called after the answer was begun, so that the stream is counted all the time.
        answer.onComplete(begun -> hub.came(client));
    }

    private Future<Runnable> answer(RoutingContext ctx, String jobId) {
        String asked = lastEventId(ctx);
        Optional<Place> place = Place.parse(asked);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            return snapshots.take(jobId, Caller.of(ctx)).map(snapshot -> {
                snapshot.orElseThrow(ApiFailure::noJob);
                return () -> EventStream.head(ctx.response()).end();
            });
        }
        return place.isPresent() ? resume(ctx, jobId, place.get()) : begin(ctx, jobId, asked != null);
    }

    private static String lastEventId(RoutingContext ctx) {
        String header = ctx.request().getHeader("last-event-id");
        String asked = header == null ? ctx.queryParams().get("lastEventId") : header;
        return asked == null || asked.isBlank() ? null : asked.trim();
    }

    /** With a snapshot. */
    private Future<Runnable> begin(RoutingContext ctx, String jobId, boolean reset) {
        // First the place and then the facts: what happens in between is sent once more rather than not at all.
        return log.span()
                .map(span -> Optional.of(span.newest()))
                .otherwise(Optional.empty())
                .compose(place -> snapshots.take(jobId, Caller.of(ctx)).map(taken -> {
                    Snapshots.Snapshot snapshot = taken.orElseThrow(ApiFailure::noJob);
                    return () -> begin(ctx, jobId, place, snapshot, reset);
                }));
    }

    private void begin(
            RoutingContext ctx, String jobId, Optional<Place> newest, Snapshots.Snapshot snapshot, boolean reset) {
        Place place = newest.orElse(hub.newest());
        EventStream stream = new EventStream(
                        ctx.request(), jobId, snapshot.sessionId(), listener(ctx), place, snapshot.known())
                .begin();
        if (reset) {
            stream.write(SseText.RESET);
        }
        stream.write(SseText.snapshot(place, snapshot.data()));
        if (snapshot.ended()) {
            stream.end();
        }
        if (newest.isPresent()) {
            hub.add(stream);
        } else {
            hub.addWaiting(stream);
        }
    }

    private Future<Runnable> resume(RoutingContext ctx, String jobId, Place place) {
        return log.span().transform(span -> {
            if (span.failed()) {
                return resumeLater(ctx, jobId, place);
            }
            return reaches(span.result(), jobId, place).compose(reached -> {
                if (!reached) {
                    return begin(ctx, jobId, true);
                }
                return jobId == null
                        ? Future.succeededFuture(() -> goOn(ctx, null, null, place))
                        : store.jobs().find(jobId).compose(job -> resume(ctx, jobId, job, place));
            });
        });
    }

    /** Whether nothing is missing after a place; a job's own beginning is one, too, as long as all of it is kept. */
    private Future<Boolean> reaches(EventLog.Span span, String jobId, Place place) {
        return span.reaches(place) || jobId == null || !place.equals(Place.START)
                ? Future.succeededFuture(span.reaches(place))
                : keptFromItsBeginning(jobId, Place.START);
    }

    private Future<Boolean> keptFromItsBeginning(String jobId, Place after) {
        return log.after(after, PAGE).compose(page -> {
            Optional<JobEvent> first = page.stream()
                    .map(EventLog.Entry::event)
                    .filter(event -> jobId.equals(event.jobId()))
                    .findFirst();
            return first.isPresent() || page.size() < PAGE
                    ? Future.succeededFuture(
                            first.filter(JobEvent.Queued.class::isInstance).isPresent())
                    : keptFromItsBeginning(jobId, page.get(page.size() - 1).place());
        });
    }

    private Future<Runnable> resume(RoutingContext ctx, String jobId, Optional<Job> job, Place place) {
        String sessionId = job.map(Job::sessionId).orElse(null);
        if (job.isPresent() && job.get().state().active()) {
            return Future.succeededFuture(() -> goOn(ctx, jobId, sessionId, place));
        }
        return endOf(jobId, Place.START).compose(end -> {
            if (end.isPresent() && end.get().after(place)) {
                return Future.succeededFuture(() -> goOn(ctx, jobId, sessionId, place));
            }
            if (end.isEmpty() && job.isEmpty()) {
                return Future.failedFuture(ApiFailure.noJob());
            }
            boolean mayComeYet =
                    end.isEmpty() && job.get().finishedAt().plus(TOLD_AFTER).isAfter(clock.instant());
            return mayComeYet ? begin(ctx, jobId, false) : Future.succeededFuture(() -> Answers.noContent(ctx));
        });
    }

    /** The log is out of reach: what was missed comes when it is back. */
    private Future<Runnable> resumeLater(RoutingContext ctx, String jobId, Place place) {
        return snapshots.take(jobId, Caller.of(ctx)).compose(found -> {
            Snapshots.Snapshot snapshot = found.orElseThrow(ApiFailure::noJob);
            return snapshot.ended()
                    ? begin(ctx, jobId, false)
                    : Future.succeededFuture(() -> hub.addWaiting(stream(ctx, jobId, snapshot.sessionId(), place)));
        });
    }

    private void goOn(RoutingContext ctx, String jobId, String sessionId, Place place) {
        hub.add(stream(ctx, jobId, sessionId, place));
    }

    private EventStream.Listener listener(RoutingContext ctx) {
        return new EventStream.Listener(Caller.of(ctx), audience, clients.of(ctx));
    }

    private EventStream stream(RoutingContext ctx, String jobId, String sessionId, Place place) {
        return new EventStream(ctx.request(), jobId, sessionId, listener(ctx), place, Map.of()).begin();
    }

    /** Where in the log a job's last event stands. */
    private Future<Optional<Place>> endOf(String jobId, Place after) {
        return log.after(after, PAGE).compose(page -> {
            Optional<Place> end = page.stream()
                    .filter(entry ->
                            entry.event().last() && entry.event().jobId().equals(jobId))
                    .map(EventLog.Entry::place)
                    .findFirst();
            return end.isPresent() || page.size() < PAGE
                    ? Future.succeededFuture(end)
                    : endOf(jobId, page.get(page.size() - 1).place());
        });
    }
}
