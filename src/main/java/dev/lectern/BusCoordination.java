package dev.lectern;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.QueueReport;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.SessionHint;
import dev.lectern.http.Coordination;
import dev.lectern.http.QueueState;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** What HTTP asks of the coordinator, as messages on the bus. */
final class BusCoordination implements Coordination {

    private final EventBus bus;

    BusCoordination(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public void jobAdded(String jobId) {
        bus.send(Addresses.JOB_ADDED, new JobHint(jobId));
    }

    @Override
    public Future<Void> jobRemoved(String jobId, String sessionId) {
        return bus.request(Addresses.JOB_REMOVED, new JobHint(jobId, sessionId)).mapEmpty();
    }

    @Override
    public void sessionRemoved(String sessionId) {
        bus.send(Addresses.SESSION_REMOVED, new SessionHint(sessionId));
    }

    @Override
    public Future<QueueState> queue() {
        return bus.<QueueReport>request(Addresses.QUEUE, null)
                .map(Message::body)
                .map(report -> new QueueState(
                        report.workers().stream()
                                .map(worker -> new QueueState.Worker(worker.name(), worker.slots(), worker.busySlots()))
                                .toList(),
                        report.redisUp()));
    }

    @Override
    public Future<RosterReport> workers() {
        return bus.<RosterReport>request(Addresses.ROSTER, null).map(Message::body);
    }

    @Override
    public Future<Integer> recover() {
        return bus.<Integer>request(Addresses.RECOVER, null).map(Message::body);
    }
}
