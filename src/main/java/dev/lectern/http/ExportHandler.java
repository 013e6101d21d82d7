package dev.lectern.http;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /sessions/{id}/export: everything that is kept of one session, as a zip that is made while it is sent. */
final class ExportHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ExportHandler.class);
    private static final int AT_ONCE = 4;
    /** So that one who takes them slowly does not keep all others from theirs. */
    private static final int PER_CLIENT = 2;

    private static final int RETRY_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Store store;
    private final DataFolder data;
    private final WorkerExecutor threads;
    private final Clients clients;
    private final Tally underWay = new Tally();

    ExportHandler(Vertx vertx, Store store, Path data, Clients clients) {
        this.clients = clients;
        this.vertx = vertx;
        this.store = store;
        this.data = new DataFolder(data);
        this.threads = vertx.createSharedWorkerExecutor("lectern-export", AT_ONCE);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        Future<Export> export = store.sessions()
                .row(id)
                .map(row -> row.orElseThrow(ApiFailure::noSession))
                .compose(row -> Future.all(
                                store.jobs().ofSession(id),
                                store.results().all(id),
                                store.corrections().of(id))
                        .map(all -> new Export(
                                row,
                                all.resultAt(0),
                                all.resultAt(1),
                                all.resultAt(2),
                                data.session(id).path())));
        Answers.reply(ctx, export, found -> send(ctx, id, found));
    }

    private void send(RoutingContext ctx, String id, Export export) {
        boolean head = ctx.request().method().equals(HttpMethod.HEAD);
        String client = clients.of(ctx);
        if (!head) {
            mayBegin(ctx, client);
        }
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        Attachment.named(export.row().session().name(), "lectern-" + id, ".zip"));
        if (head) {
            response.end();
            return;
        }
        underWay.add(client);
        response.setChunked(true);
        Context context = vertx.getOrCreateContext();
        threads.<Void>executeBlocking(() -> write(export, new BlockingBody(context, response, PATIENCE)), false)
                .onComplete(written -> {
                    underWay.remove(client);
                    if (written.succeeded()) {
                        response.end();
                    } else {
                        // What has begun as a whole answer can only be shown to be none by breaking it off.
                        LOG.info(
                                "the export of {} broke off: {}",
                                id,
                                written.cause().toString());
                        ctx.request().connection().close();
                    }
                });
    }

    private void mayBegin(RoutingContext ctx, String client) {
        if (underWay.of(client) >= PER_CLIENT) {
            throw TooMany.requests(
                    ctx,
                    RETRY_SECONDS,
                    "You are fetching " + PER_CLIENT + " exports already; wait until one of them is there");
        }
        if (underWay.all() >= AT_ONCE) {
            throw TooMany.requests(
                    ctx,
                    RETRY_SECONDS,
                    "This server is sending " + AT_ONCE + " exports already; try again in a minute");
        }
    }

    private static Void write(Export export, BlockingBody body) throws IOException {
        export.write(body);
        return null;
    }
}
