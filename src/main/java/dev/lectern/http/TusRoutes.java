package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.upload.PartialUpload;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * /uploads: recordings in pieces, by version 1.0.0 of the tus protocol (tus.io) with its extensions creation, termination and expiration.
 * Beyond the protocol, GET tells in JSON what became of an upload, and so do two headers.
 */
final class TusRoutes {

    static final String PATH = "/uploads";

    private static final String ID = "uploadId";
    private static final String VERSION = "1.0.0";
    private static final String EXTENSIONS = "creation,termination,expiration";
    private static final String PIECE = "application/offset+octet-stream";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Vertx vertx;
    private final HttpSettings settings;
    private final HttpLimits limits;
    private final Senders senders;
    private final Backlog backlog;
    private final Resumable resumable;
    private final Metering metering;

    TusRoutes(
            Vertx vertx,
            HttpSettings settings,
            HttpLimits limits,
            Senders senders,
            Backlog backlog,
            Resumable resumable,
            Metering metering) {
        this.vertx = vertx;
        this.settings = settings;
        this.limits = limits;
        this.senders = senders;
        this.backlog = backlog;
        this.resumable = resumable;
        this.metering = metering;
    }

    void addTo(Routes routes) {
        String one = PATH + "/:" + ID;
        routes.options(PATH, Need.PUBLIC, this::abilities)
                .post(PATH, Need.IMPORT, this::create)
                .get(one, Need.IMPORT, this::find)
                .patch(one, Need.IMPORT, this::append)
                .delete(one, Need.IMPORT, this::delete);
    }

    private void abilities(RoutingContext ctx) {
        ctx.response()
                .putHeader(TusHeaders.RESUMABLE, VERSION)
                .putHeader(TusHeaders.VERSION, VERSION)
                .putHeader(TusHeaders.EXTENSION, EXTENSIONS)
                .putHeader(TusHeaders.MAX_SIZE, Long.toString(settings.maxUploadBytes()));
        Answers.noContent(ctx);
    }

    private void create(RoutingContext ctx) {
        checkVersion(ctx);
        String client = senders.client(ctx);
        long length = number(ctx, TusHeaders.LENGTH);
        Metadata metadata = TusHeaders.metadata(ctx.request().getHeader(TusHeaders.METADATA));
        senders.begins(ctx, client);
        Future<Resumable.State> announced = backlog.room(ctx)
                .compose(room -> resumable.announce(length, metadata, Caller.of(ctx), client))
                .onFailure(cause -> metering.uploadRefused());
        Answers.reply(ctx, announced, state -> {
            headers(ctx, state)
                    .putHeader(HttpHeaders.LOCATION, PATH + "/" + state.upload().id());
            ctx.response()
                    .setStatusCode(201)
                    .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                    .end();
        });
    }

    /** HEAD is the protocol's, GET is ours. */
    private void find(RoutingContext ctx) {
        boolean head = ctx.request().method().equals(HttpMethod.HEAD);
        if (head) {
            checkVersion(ctx);
        }
        Answers.reply(ctx, resumable.find(id(ctx), Caller.of(ctx), Trace.of(ctx)), state -> {
            headers(ctx, state);
            if (head) {
                ctx.response().setStatusCode(200).end();
            } else {
                Answers.secret(ctx, 200, body(state));
            }
        });
    }

    private void append(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Piece piece = new Piece(vertx, request, limits);
        checkVersion(ctx);
        if (!PIECE.equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new ApiFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A piece of a recording is sent as " + PIECE);
        }
        long offset = number(ctx, TusHeaders.OFFSET);
        long declared = Incoming.declaredLength(request);
        String client = senders.client(ctx);
        senders.hasRoom(ctx, client);
        senders.entered(client);
        Future<Resumable.State> appended = resumable
                .append(id(ctx), Caller.of(ctx), offset, declared, piece, Trace.of(ctx))
                .onComplete(done -> senders.left(client))
                .compose(this::unlessRefused);
        Answers.reply(ctx, appended, state -> {
            if (!ctx.response().closed()) {
                headers(ctx, state);
                Answers.noContent(ctx);
            }
        });
    }

    private void delete(RoutingContext ctx) {
        checkVersion(ctx);
        Answers.reply(ctx, resumable.delete(id(ctx), Caller.of(ctx)), gone -> {
            ctx.response().putHeader(TusHeaders.RESUMABLE, VERSION);
            Answers.noContent(ctx);
        });
    }

    private Future<Resumable.State> unlessRefused(Resumable.State state) {
        PartialUpload upload = state.upload();
        if (upload.state() != PartialUpload.State.REFUSED) {
            return Future.succeededFuture(state);
        }
        metering.uploadRefused();
        return Future.failedFuture(new ApiFailure(ErrorCode.ofStatus(upload.status()), upload.detail()));
    }

    private static HttpServerResponse headers(RoutingContext ctx, Resumable.State state) {
        PartialUpload upload = state.upload();
        HttpServerResponse response = ctx.response()
                .putHeader(TusHeaders.RESUMABLE, VERSION)
                .putHeader(TusHeaders.OFFSET, Long.toString(state.offset()))
                .putHeader(TusHeaders.LENGTH, Long.toString(upload.length()))
                .putHeader(TusHeaders.EXPIRES, HttpDate.of(state.expires()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (upload.state() == PartialUpload.State.ACCEPTED) {
            response.putHeader(TusHeaders.SESSION, upload.sessionId()).putHeader(TusHeaders.JOB, upload.jobId());
        }
        return response;
    }

    private static JsonObject body(Resumable.State state) {
        PartialUpload upload = state.upload();
        boolean accepted = upload.state() == PartialUpload.State.ACCEPTED;
        return new JsonObject()
                .put("uploadId", upload.id())
                .put("state", upload.state().name().toLowerCase(Locale.ROOT))
                .put("bytes", state.offset())
                .put("length", upload.length())
                .put("expiresAt", state.expires().toString())
                .put("sessionId", accepted ? upload.sessionId() : null)
                .put("jobId", accepted ? upload.jobId() : null)
                .put("detail", upload.detail());
    }

    private static void checkVersion(RoutingContext ctx) {
        if (!VERSION.equals(ctx.request().getHeader(TusHeaders.RESUMABLE))) {
            ctx.response().putHeader(TusHeaders.VERSION, VERSION);
            throw new ApiFailure(
                    ErrorCode.PRECONDITION_FAILED,
                    "Uploads in pieces speak version " + VERSION + " of the tus protocol: send " + TusHeaders.RESUMABLE
                            + ": " + VERSION);
        }
    }

    private static long number(RoutingContext ctx, String header) {
        String text = ctx.request().getHeader(header);
        if (text == null || !NUMBER.matcher(text).matches()) {
            throw new ApiFailure(ErrorCode.BAD_REQUEST, "The header " + header + " must be a number of bytes");
        }
        return Long.parseLong(text);
    }

    private static String id(RoutingContext ctx) {
        return ctx.pathParam(ID);
    }
}
