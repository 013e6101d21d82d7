package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.job.Ids;
import dev.lectern.store.SessionRow;
import dev.lectern.store.SessionStatus;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * GET /sessions/{id}/results/instructor-tracking: as it is stored, which is compressed, or computed from that; and GET /sessions/{id}/preview,
 * what is known before there is a result, in the same forms.
 */
final class ResultRoutes {

    private static final String PATH = "/sessions/:sessionId/results/instructor-tracking";
    private static final String PREVIEW = "/sessions/:sessionId/preview";
    private static final String JSON = "application/json";
    /** So many results are computed at once; others wait, so that they do not fill the memory. */
    private static final int AT_ONCE = 2;

    private final Vertx vertx;
    private final Store store;
    private final WorkerExecutor threads;
    private final Function<String, Future<Void>> followed;
    private final Previews previews;

    /**
     * The routes.
     *
     * @param followed completes when the newest result of a session knows of all that was said about it
     * @param previews what is known of sessions without a result
     */
    ResultRoutes(Vertx vertx, Store store, Function<String, Future<Void>> followed, Previews previews) {
        this.previews = previews;
        this.followed = followed;
        this.vertx = vertx;
        this.store = store;
        this.threads = vertx.createSharedWorkerExecutor("lectern-results", AT_ONCE);
    }

    void addTo(Routes routes) {
        routes.get(PATH, Need.VIEW_RESULT, ctx -> json(ctx, this::result))
                .get(PATH + ".csv", Need.VIEW_RESULT, this::csv)
                .get(PREVIEW, Need.VIEW_RESULT, ctx -> json(ctx, this::preview));
    }

    private void json(RoutingContext ctx, Function<RoutingContext, Future<StoredResult>> found) {
        ResultWindow window = ResultWindow.of(ctx.queryParams());
        Answers.reply(ctx, found.apply(ctx), result -> {
            if (window.isWhole()) {
                sendStored(ctx, result);
            } else {
                sendComputed(ctx, result, new WindowedResult(window));
            }
        });
    }

    private void csv(RoutingContext ctx) {
        Answers.reply(ctx, result(ctx), result -> {
            ctx.response()
                    .putHeader(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"" + ctx.pathParam("sessionId") + ".csv\"");
            sendComputed(ctx, result, new CsvResult());
        });
    }

    private Future<StoredResult> preview(RoutingContext ctx) {
        return store.sessions().row(session(ctx)).map(found -> {
            SessionRow row = found.orElseThrow(ApiFailure::noSession);
            return previews.shown(row).map(Previews.Preview::result).orElseThrow(() -> noPreview(row));
        });
    }

    private static ApiFailure noPreview(SessionRow row) {
        String why = row.hasResult()
                ? "There is a result, so there is no preliminary one"
                : row.status() == SessionStatus.PROCESSING
                        ? "There is no preliminary result yet; short recordings, and those that cannot be cut, get none"
                        : "There is no preliminary result, because nothing is being processed";
        return new ApiFailure(ErrorCode.NOT_FOUND, why);
    }

    private static String session(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        return id;
    }

    private Future<StoredResult> result(RoutingContext ctx) {
        String id = session(ctx);
        return store.results()
                .newest(id)
                .compose(found -> found.isPresent() && found.get().behind()
                        ? followed.apply(id).compose(done -> store.results().newest(id))
                        : Future.succeededFuture(found))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : store.sessions().row(id).map(ResultRoutes::missing));
    }

    private static StoredResult missing(Optional<SessionRow> session) {
        throw session.isEmpty()
                ? ApiFailure.noSession()
                : new ApiFailure(ErrorCode.NOT_FOUND, "Tracking results not available");
    }

    private void sendStored(RoutingContext ctx, StoredResult result) {
        if (notModified(ctx, result.etag())) {
            return;
        }
        if (Answers.acceptsGzip(ctx)) {
            Answers.sendGzipped(ctx, JSON, result.gzippedPayload());
        } else {
            Answers.reply(
                    ctx,
                    vertx.executeBlocking(() -> plain(result), false),
                    bytes -> Answers.sendPlain(ctx, JSON, bytes));
        }
    }

    private void sendComputed(RoutingContext ctx, StoredResult result, ResultForm form) {
        if (notModified(ctx, result.etag() + '-' + form.tag())) {
            return;
        }
        boolean gzip = Answers.acceptsGzip(ctx);
        Answers.reply(ctx, threads.executeBlocking(() -> compute(result, form, gzip), false), bytes -> {
            if (gzip) {
                Answers.sendGzipped(ctx, form.contentType(), bytes);
            } else {
                Answers.sendPlain(ctx, form.contentType(), bytes);
            }
        });
    }

    private static boolean notModified(RoutingContext ctx, String tag) {
        ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        // The two forms are different bytes, so they have different tags.
        return Answers.notModified(ctx, '"' + tag + (Answers.acceptsGzip(ctx) ? "-gzip\"" : "\""));
    }

    private static Buffer plain(StoredResult result) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(
                new ByteArrayInputStream(result.gzippedPayload().getBytes()))) {
            return Buffer.buffer(gzip.readAllBytes());
        }
    }

    private static Buffer compute(StoredResult result, ResultForm form, boolean gzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            form.write(result, out);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
