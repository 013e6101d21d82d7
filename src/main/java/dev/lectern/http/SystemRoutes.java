package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.store.QueueCounts;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** /system: how the whole is doing, for the people who look after it. */
final class SystemRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SystemRoutes.class);

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Store store;
    private final Coordination coordination;

    SystemRoutes(Vertx vertx, HttpSettings settings, Store store, Coordination coordination) {
        this.vertx = vertx;
        this.settings = settings;
        this.store = store;
        this.coordination = coordination;
    }

    void addTo(Routes routes) {
        routes.get("/system", Need.WATCH_SERVER, this::state);
    }

    private void state(RoutingContext ctx) {
        Future<QueueState> queue = coordination.queue().otherwise(cause -> {
            LOG.warn("The queue could not be asked", cause);
            return QueueState.UNKNOWN;
        });
        Future<QueueCounts> counts = store.jobs().counts();
        Future<JsonObject> disk = vertx.executeBlocking(this::disk, false);
        Answers.reply(
                ctx,
                Future.all(queue, counts, disk),
                all -> Answers.json(ctx, 200, body(queue.result(), counts.result(), disk.result())));
    }

    private JsonObject body(QueueState queue, QueueCounts counts, JsonObject disk) {
        JsonArray workers = new JsonArray();
        queue.workers()
                .forEach(worker -> workers.add(new JsonObject()
                        .put("name", worker.name())
                        .put("slots", worker.slots())
                        .put("busySlots", worker.busySlots())));
        return new JsonObject()
                .put("version", settings.version())
                .put("workers", workers)
                .put(
                        "queue",
                        new JsonObject().put("queuedJobs", counts.queued()).put("runningJobs", counts.running()))
                .put("redis", queue.redisUp() ? "up" : "away")
                .put("disk", disk)
                .put("detector", settings.detector());
    }

    /** Of the disk that the data folder is on. */
    private JsonObject disk() throws IOException {
        FileStore disk = Files.getFileStore(settings.dataDir());
        return new JsonObject().put("freeBytes", disk.getUsableSpace()).put("totalBytes", disk.getTotalSpace());
    }
}
