package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** GET /sessions/{id}/results/instructor-tracking: sent as it is stored, which is compressed. */
final class ResultHandler implements Handler<RoutingContext> {

    private static final String JSON = "application/json";

    private final Vertx vertx;
    private final Store store;

    ResultHandler(Vertx vertx, Store store) {
        this.vertx = vertx;
        this.store = store;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        Future<StoredResult> result = store.results()
                .newest(id)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : store.sessions().row(id).map(ResultHandler::missing));
        Answers.reply(ctx, result, stored -> send(ctx, stored));
    }

    private static StoredResult missing(Optional<SessionRow> session) {
        throw session.isEmpty()
                ? ApiFailure.noSession()
                : new ApiFailure(ErrorCode.NOT_FOUND, "Tracking results not available");
    }

    private void send(RoutingContext ctx, StoredResult result) {
        boolean gzip = Answers.acceptsGzip(ctx);
        ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        // The two forms are different bytes, so they have different tags.
        if (Answers.notModified(ctx, '"' + result.etag() + (gzip ? "-gzip\"" : "\""))) {
            return;
        }
        if (gzip) {
            Answers.sendGzipped(ctx, JSON, result.gzippedPayload());
        } else {
            Answers.reply(
                    ctx,
                    vertx.executeBlocking(() -> plain(result), false),
                    bytes -> Answers.sendPlain(ctx, JSON, bytes));
        }
    }

    private static Buffer plain(StoredResult result) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(
                new ByteArrayInputStream(result.gzippedPayload().getBytes()))) {
            return Buffer.buffer(gzip.readAllBytes());
        }
    }
}
