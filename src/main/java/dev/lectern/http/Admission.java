package dev.lectern.http;

import dev.lectern.job.Job;
import dev.lectern.store.NoSuchSession;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Accepts one more job for a session, unless there is one under way. */
record Admission(Store store, Hints hints, Backlog backlog) {

    /** Stores a job, gives the hint and answers 201; or answers what speaks against it. */
    void admit(RoutingContext ctx, Future<Job> job) {
        Future<Job> stored = job.compose(asked -> backlog.room(ctx).map(asked.under(Trace.of(ctx))))
                .compose(this::add);
        Answers.reply(ctx, stored, added -> {
            hints.added(added);
            Answers.json(ctx, 201, new JsonObject().put("jobId", added.id()));
        });
    }

    /** The answer to who would have a second job at work on one session. */
    static ApiFailure conflict(String jobId) {
        return new ApiFailure(
                ErrorCode.CONFLICT,
                "This session is being processed by " + jobId + "; wait until it is finished, or delete it first",
                new JsonObject().put("jobId", jobId));
    }

    private Future<Job> add(Job job) {
        return store.jobs()
                .insertUnlessActive(job)
                .recover(cause -> Future.failedFuture(cause instanceof NoSuchSession ? ApiFailure.noSession() : cause))
                .map(inTheWay -> {
                    inTheWay.ifPresent(jobId -> {
                        throw conflict(jobId);
                    });
                    return job;
                });
    }
}
