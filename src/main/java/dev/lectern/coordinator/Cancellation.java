package dev.lectern.coordinator;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the work on a job. */
final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final EventBus bus;
    private final JobDesk desk;
    private final Standings standings;
    private final Crew crew;

    Cancellation(EventBus bus, JobDesk desk, Standings standings, Crew crew) {
        this.bus = bus;
        this.desk = desk;
        this.standings = standings;
        this.crew = crew;
    }

    /**
     * Takes a job's tasks out of the queue and tells the slots. A queue that is out of reach does not keep the slots from being told,
     * and loses its entries with the next pass.
     */
    Future<Void> stop(String jobId) {
        bus.publish(Addresses.CANCELLED, new JobHint(jobId));
        standings.forget(jobId);
        crew.ended(jobId);
        return desk.queue().remove(jobId).otherwise(e -> {
            desk.subjects().about(jobId).on(LOG.atInfo()).log("stays in the queue for now: {}", e.toString());
            return null;
        });
    }
}
