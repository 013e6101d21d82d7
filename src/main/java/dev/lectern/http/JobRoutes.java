package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.store.JobPage;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** /jobs. */
final class JobRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(JobRoutes.class);

    private final Store store;
    private final Coordination coordination;

    JobRoutes(Store store, Coordination coordination) {
        this.store = store;
        this.coordination = coordination;
    }

    void addTo(Routes routes) {
        routes.get("/jobs", this::list).get("/jobs/:jobId", this::find).delete("/jobs/:jobId", this::delete);
    }

    private void list(RoutingContext ctx) {
        MultiMap query = ctx.queryParams();
        Boolean active = Query.bool(query, "active");
        Integer limit = Query.limit(query, "limit");
        Answers.reply(ctx, store.jobs().list(active, limit, Query.cursor(query, "cursor")), page -> {
            if (page.next() != null) {
                ctx.response().putHeader("link", next(active, limit, page));
            }
            JsonArray jobs = new JsonArray();
            page.jobs().forEach(job -> jobs.add(Wire.job(job)));
            Answers.json(ctx, 200, jobs);
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
                .compose(job -> job.state().active() ? stop(coordination, job.id()) : Future.succeededFuture());
        Answers.reply(ctx, deleted, done -> Answers.noContent(ctx));
    }

    /** Has the work on a deleted job stopped. The job is gone in any case, and a worker finds that out by itself later. */
    static Future<Void> stop(Coordination coordination, String jobId) {
        return coordination.jobRemoved(jobId).otherwise(cause -> {
            LOG.warn("job={} was deleted, but its worker could not be told", jobId, cause);
            return null;
        });
    }

    private static String id(RoutingContext ctx) {
        String id = ctx.pathParam("jobId");
        if (!Ids.isJob(id)) {
            throw ApiFailure.noJob();
        }
        return id;
    }
}
