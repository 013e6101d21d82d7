package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskFailure;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /sessions/import. The order is what keeps it honest: write and flush under a temporary name, look at the recording, rename
 * it, note it in the store, give the hint, answer. Whatever fails before the store knows of it is taken back.
 */
final class ImportHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ImportHandler.class);
    private static final Pattern FORM =
            Pattern.compile("\\s*multipart/form-data\\s*;.*boundary=\"?[^\";\\s]+.*", Pattern.CASE_INSENSITIVE);

    /** What a form may have besides the recording itself: boundaries, headers of parts, metadata. */
    private static final long FORM_BYTES = 256 * 1024;

    private static final int RETRY_SECONDS = 30;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final HttpLimits limits;
    private final Clients clients;
    private final Tally uploading = new Tally();
    private final Rate rate;
    private final Backlog backlog;
    private final Store store;
    private final Recordings recordings;
    private final UploadCheck check;
    private final Hints hints;
    private final Audience audience;
    private final Metering metering;
    private final Clock clock;
    private final Parameters parameters;

    ImportHandler(
            Vertx vertx,
            HttpSettings settings,
            HttpLimits limits,
            Clients clients,
            Store store,
            Recordings recordings,
            UploadCheck check,
            Hints hints,
            Audience audience,
            Metering metering,
            Clock clock,
            Parameters parameters) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.clients = clients;
        this.rate = new Rate(limits.importsPerMinute());
        this.backlog = new Backlog(store, limits.queuedJobs());
        this.store = store;
        this.recordings = recordings;
        this.check = check;
        this.hints = hints;
        this.audience = audience;
        this.metering = metering;
        this.clock = clock;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        request.pause();
        String client = clients.of(ctx);
        mayBegin(ctx, client);
        uploading.add(client);
        Path upload = recordings.newUpload();
        Future<Job> accepted = backlog.room(ctx)
                .compose(room -> mayCome(request))
                .compose(room -> new IncomingForm(vertx, request, upload, settings.maxUploadBytes(), limits).receive())
                .compose(received -> accept(
                                received, Trace.of(ctx), Caller.of(ctx).owner())
                        .recover(cause ->
                                recordings.deleteUpload(upload).transform(deleted -> Future.failedFuture(cause))))
                .onComplete(done -> uploading.remove(client))
                .onFailure(cause -> metering.uploadRefused());
        Answers.reply(ctx, accepted, job -> {
            Subject.of(job).on(LOG.atInfo()).log("accepted");
            ctx.response().putHeader(HttpHeaders.LOCATION, "/sessions/" + job.sessionId());
            Answers.json(ctx, 201, new JsonObject().put("jobId", job.id()).put("sessionId", job.sessionId()));
        });
    }

    private void mayBegin(RoutingContext ctx, String client) {
        if (uploading.of(client) >= limits.uploadsPerClient()) {
            throw TooMany.requests(
                    ctx,
                    RETRY_SECONDS,
                    "You are sending " + limits.uploadsPerClient()
                            + " recordings already; wait until one of them is here");
        }
        int wait = rate.take(client, System.nanoTime());
        if (wait > 0) {
            throw TooMany.requests(
                    ctx, wait, "You have sent many recordings within a minute; try again in " + wait + " seconds");
        }
    }

    private Future<Void> mayCome(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !FORM.matcher(type).matches()) {
            return Future.failedFuture(new ApiFailure(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Upload a form (multipart/form-data) with a file named video"));
        }
        long declared = Incoming.declaredLength(request);
        if (declared - FORM_BYTES > settings.maxUploadBytes()) {
            return Future.failedFuture(FormFailures.tooLarge(settings.maxUploadBytes()));
        }
        return recordings
                .usableSpace()
                .compose(usable -> usable - Math.max(0, declared) < settings.diskReserveBytes()
                        ? Future.failedFuture(FormFailures.diskFull())
                        : Future.succeededFuture());
    }

    private Future<Job> accept(Received received, String trace, String owner) {
        Instant now = clock.instant();
        String id = Ids.newSession();
        Session session = new Session(
                id,
                received.metadata().name(),
                received.metadata().text(),
                now,
                received.sha256(),
                received.bytes(),
                null);
        Job job = Job.queued(Ids.newJob(), id, parameters, now).under(trace);
        return check.check(received.file())
                .recover(cause -> Future.failedFuture(refusal(cause)))
                .compose(right -> recordings
                        .publish(received.file(), id)
                        .compose(published -> {
                            audience.owned(id, owner);
                            return store.sessions().insert(session, job, owner);
                        })
                        .recover(cause -> recordings.delete(id).transform(deleted -> Future.failedFuture(cause))))
                .map(stored -> {
                    metering.uploaded(session.recordingBytes());
                    hints.added(job);
                    return job;
                });
    }

    private static Throwable refusal(Throwable cause) {
        if (!(cause instanceof TaskFailure failure)) {
            return cause;
        }
        if (failure.kind() == TaskFailure.Kind.PERMANENT) {
            return new ApiFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, failure.getMessage());
        }
        LOG.warn("An upload could not be looked at", cause);
        return new ApiFailure(
                ErrorCode.UNAVAILABLE,
                "The recording could not be looked at just now; please upload it again in a moment");
    }
}
