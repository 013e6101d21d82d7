package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** /queue. */
final class QueueRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRoutes.class);

    private final Store store;
    private final Coordination coordination;

    QueueRoutes(Store store, Coordination coordination) {
        this.store = store;
        this.coordination = coordination;
    }

    void addTo(Routes routes) {
        routes.get("/queue/health", Need.BROWSE, this::health).post("/queue/recover", Need.RUN_SERVER, this::recover);
    }

    private void health(RoutingContext ctx) {
        Future<QueueState> queue = coordination.queue().otherwise(cause -> {
            LOG.warn("The queue could not be asked", cause);
            return QueueState.UNKNOWN;
        });
        String viewer = Caller.of(ctx).viewer().orElse(null);
        Future<JsonObject> body =
                queue.compose(state -> store.jobs().counts(viewer).map(counts -> new JsonObject()
                        .put("hasWorker", !state.workers().isEmpty())
                        .put("workerCount", state.workers().size())
                        .put("queuedJobCount", counts.queued())
                        .put("startedJobCount", counts.running())
                        .put("redis", state.redisUp() ? "up" : "down")));
        Answers.reply(ctx, body, answer -> Answers.json(ctx, 200, answer));
    }

    private void recover(RoutingContext ctx) {
        Future<Integer> recovered = Incoming.object(ctx.request())
                .compose(ignored -> coordination.recover().recover(cause -> {
                    LOG.warn("A pass of recovery failed", cause);
                    return Future.failedFuture(new ApiFailure(
                            ErrorCode.UNAVAILABLE, "The queue cannot be reached; try again in a moment"));
                }));
        Answers.reply(
                ctx, recovered, count -> Answers.json(ctx, 200, new JsonObject().put("recoveredQueuedJobs", count)));
    }
}
