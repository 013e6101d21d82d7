package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.RosterReport.State;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** /workers: who works, on which machine, and at what. */
final class WorkerRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerRoutes.class);

    private final Coordination coordination;

    WorkerRoutes(Coordination coordination) {
        this.coordination = coordination;
    }

    void addTo(Routes routes) {
        routes.get("/workers", Need.WATCH_SERVER, this::workers);
    }

    private void workers(RoutingContext ctx) {
        Answers.reply(ctx, roster(coordination), known -> Answers.json(ctx, 200, body(known)));
    }

    /** Who works, and at what. */
    static Future<RosterReport> roster(Coordination coordination) {
        return coordination.workers().recover(cause -> {
            LOG.warn("The workers could not be asked for", cause);
            return Future.failedFuture(
                    new ApiFailure(ErrorCode.UNAVAILABLE, "The coordinator does not answer; try again in a moment"));
        });
    }

    private static JsonArray body(RosterReport report) {
        JsonArray workers = new JsonArray();
        report.workers().forEach(worker -> workers.add(worker(worker)));
        return workers;
    }

    static JsonObject worker(RosterReport.Worker worker) {
        JsonArray tasks = new JsonArray();
        worker.tasks()
                .forEach(task -> tasks.add(new JsonObject()
                        .put("jobId", task.jobId())
                        .put("task", task.task().toString())
                        .put("since", Wire.time(task.since()))
                        .put("progress", task.progress())));
        return new JsonObject()
                .put("name", worker.card().worker())
                .put("host", worker.card().host())
                .put("version", worker.card().version())
                .put("slots", worker.card().slots())
                .put("state", label(worker.state()))
                .put("reason", worker.reason())
                .put("quarantinedUntil", Wire.time(worker.until()))
                .put("since", Wire.time(worker.card().since()))
                .put("lastSeen", Wire.time(worker.lastSeen()))
                .put("tasksDone", worker.done())
                .put("tasksFailed", worker.failed())
                .put("tasksLost", worker.lost())
                .put("busyWith", tasks);
    }

    private static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
