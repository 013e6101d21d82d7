package dev.lectern.http;

import dev.lectern.bus.RosterReport;
import io.vertx.core.Future;

/** What the HTTP side tells and asks those who do the work. The facts are in the store before any of this is called. */
public interface Coordination {

    /** A hint that a queued job was stored. May be lost. */
    void jobAdded(String jobId);

    /** A job that was queued or running was deleted; completes when its worker has been told to stop. */
    Future<Void> jobRemoved(String jobId, String sessionId);

    /** A hint that a session was deleted, so that what is remembered about it elsewhere may go. May be lost. */
    void sessionRemoved(String sessionId);

    /** Who is there to work. */
    Future<QueueState> queue();

    /** Every worker that is known, and what it is at. */
    Future<RosterReport> workers();

    /**
     * Looks at once for jobs that nobody works on, as is done from time to time anyway.
     *
     * @return how many were taken up again
     */
    Future<Integer> recover();
}
