package dev.lectern.http;

import dev.lectern.job.Job;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the coordinator what was stored. That this fails changes nothing of the facts, so it never fails a request. */
record Hints(Coordination coordination) {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** A job was stored. */
    void added(String jobId) {
        try {
            coordination.jobAdded(jobId);
        } catch (RuntimeException e) {
            LOG.warn("job={} was stored, but nobody could be told", jobId, e);
        }
    }

    /** A session was deleted. */
    void forgotten(String sessionId) {
        try {
            coordination.sessionRemoved(sessionId);
        } catch (RuntimeException e) {
            LOG.warn("session={} was deleted, but nobody could be told", sessionId, e);
        }
    }

    /** A job that had work to do was deleted; its worker finds that out by itself later if it cannot be told. */
    Future<Void> removed(Job job) {
        return Future.succeededFuture()
                .compose(now -> coordination.jobRemoved(job.id(), job.sessionId()))
                .otherwise(cause -> {
                    LOG.warn("job={} was deleted, but its worker could not be told", job.id(), cause);
                    return null;
                });
    }
}
