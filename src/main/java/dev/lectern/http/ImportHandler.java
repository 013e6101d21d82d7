package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * POST /sessions/import: a recording in one piece. It is written and flushed under a temporary name, accepted, and answered; what is not
 * accepted leaves nothing.
 */
final class ImportHandler implements Handler<RoutingContext> {

    private static final Pattern FORM =
            Pattern.compile("\\s*multipart/form-data\\s*;.*boundary=\"?[^\";\\s]+.*", Pattern.CASE_INSENSITIVE);

    /** What a form may have besides the recording itself: boundaries, headers of parts, metadata. */
    private static final long FORM_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final HttpLimits limits;
    private final Senders senders;
    private final Backlog backlog;
    private final Recordings recordings;
    private final Acceptance acceptance;
    private final Metering metering;

    ImportHandler(
            Vertx vertx,
            HttpSettings settings,
            HttpLimits limits,
            Senders senders,
            Backlog backlog,
            Recordings recordings,
            Acceptance acceptance,
            Metering metering) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.senders = senders;
        this.backlog = backlog;
        this.recordings = recordings;
        this.acceptance = acceptance;
        this.metering = metering;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        request.pause();
        String client = senders.client(ctx);
        senders.hasRoom(ctx, client);
        senders.begins(ctx, client);
        senders.entered(client);
        Path upload = recordings.newUpload();
        Future<Job> accepted = backlog.room(ctx)
                .compose(room -> mayCome(request))
                .compose(room -> new IncomingForm(vertx, request, upload, settings.maxUploadBytes(), limits).receive())
                .compose(received -> acceptance
                        .accept(
                                received,
                                Ids.newSession(),
                                Ids.newJob(),
                                Trace.of(ctx),
                                Caller.of(ctx).owner())
                        .recover(cause ->
                                recordings.deleteUpload(upload).transform(deleted -> Future.failedFuture(cause))))
                .onComplete(done -> senders.left(client))
                .onFailure(cause -> metering.uploadRefused());
        Answers.reply(ctx, accepted, job -> {
            ctx.response().putHeader(HttpHeaders.LOCATION, "/sessions/" + job.sessionId());
            Answers.json(ctx, 201, new JsonObject().put("jobId", job.id()).put("sessionId", job.sessionId()));
        });
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
}
