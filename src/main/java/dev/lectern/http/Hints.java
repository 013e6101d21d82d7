package dev.lectern.http;

import dev.lectern.job.Job;
import dev.lectern.job.Subject;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the coordinator what was stored. That this fails changes nothing of the facts, so it never fails a request. */
record Hints(Coordination coordination) {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** A job was stored. */
    void added(Job job) {
        try {
            coordination.jobAdded(job.id());
        } catch (RuntimeException e) {
            Subject.of(job).on(LOG.atWarn()).setCause(e).log("was stored, but nobody could be told");
        }
    }

    /** A session was deleted. */
    void forgotten(String sessionId) {
        try {
            coordination.sessionRemoved(sessionId);
        } catch (RuntimeException e) {
            Subject.session(sessionId).on(LOG.atWarn()).setCause(e).log("was deleted, but nobody could be told");
        }
    }

    /** A job that had work to do was deleted; its worker finds that out by itself later if it cannot be told. */
    Future<Void> removed(Job job) {
        return Future.succeededFuture()
                .compose(now -> coordination.jobRemoved(job.id(), job.sessionId()))
                .otherwise(cause -> {
                    Subject.of(job)
                            .on(LOG.atWarn())
                            .setCause(cause)
                            .log("was deleted, but its worker could not be told");
                    return null;
                });
    }
}
