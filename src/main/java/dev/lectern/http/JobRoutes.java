package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.store.JobPage;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;

/** /jobs. */
final class JobRoutes {

    private final Store store;
    private final Hints hints;

    JobRoutes(Store store, Hints hints) {
        this.store = store;
        this.hints = hints;
    }

    void addTo(Routes routes) {
        routes.get("/jobs", Need.BROWSE, this::list)
                .get("/jobs/:jobId", Need.VIEW_JOB, this::find)
                .delete("/jobs/:jobId", Need.EDIT_JOB, this::delete);
    }

    private void list(RoutingContext ctx) {
        MultiMap query = ctx.queryParams();
        Boolean active = Query.bool(query, "active");
        Integer limit = Query.limit(query, "limit");
        String viewer = Caller.of(ctx).viewer().orElse(null);
        Answers.reply(ctx, store.jobs().list(viewer, active, limit, Query.cursor(query, "cursor")), page -> {
            if (page.next() != null) {
                ctx.response().putHeader("link", next(active, limit, page));
            }
            Answers.jsonAside(ctx, () -> {
                JsonArray jobs = new JsonArray();
                page.jobs().forEach(job -> jobs.add(Wire.job(job)));
                return jobs;
            });
        });
    }

    private static String next(Boolean active, Integer limit, JobPage page) {
        String filter = active == null ? "" : "active=" + active + "&";
        return "</jobs?" + filter + "limit=" + limit + "&cursor=" + page.next() + ">; rel=\"next\"";
    }

    private void find(RoutingContext ctx) {
        Future<Job> job = store.jobs().find(id(ctx)).map(found -> found.orElseThrow(ApiFailure::noJob));
        Answers.reply(ctx, job, found -> Answers.json(ctx, 200, Wire.job(found)));
    }

    private void delete(RoutingContext ctx) {
        Future<Void> deleted = store.jobs()
                .delete(id(ctx))
                .map(found -> found.orElseThrow(ApiFailure::noJob))
                .compose(job -> job.state().active() ? hints.removed(job) : Future.succeededFuture());
        Answers.reply(ctx, deleted, done -> Answers.noContent(ctx));
    }

    private static String id(RoutingContext ctx) {
        String id = ctx.pathParam("jobId");
        if (!Ids.isJob(id)) {
            throw ApiFailure.noJob();
        }
        return id;
    }
}
