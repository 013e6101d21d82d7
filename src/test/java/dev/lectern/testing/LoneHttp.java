package dev.lectern.testing;

import dev.lectern.bus.RosterReport;
import dev.lectern.events.EventLog;
import dev.lectern.http.Coordination;
import dev.lectern.http.HttpSettings;
import dev.lectern.http.HttpVerticle;
import dev.lectern.http.Metering;
import dev.lectern.http.QueueState;
import dev.lectern.job.Parameters;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A server's HTTP with nobody behind it: every recording is welcome, nothing is ever done, and it is always ready. */
public final class LoneHttp {

    private LoneHttp() {}

    /** On a free port of this machine, with nothing measured. */
    public static HttpVerticle over(Path folder, Store store, Parameters parameters, EventLog events) {
        return over(folder, store, parameters, events, new Unmetered());
    }

    /** On a free port of this machine. */
    public static HttpVerticle over(
            Path folder, Store store, Parameters parameters, EventLog events, Metering metering) {
        return new HttpVerticle(
                new HttpSettings("127.0.0.1", 0, List.of(), 1_000_000, 0, folder, "1.2.3", "nanodet-g"),
                store,
                Clock.systemUTC(),
                parameters,
                new Nobody(),
                recording -> Future.succeededFuture(),
                () -> Future.succeededFuture(new JsonObject()),
                events,
                metering);
    }

    /** What is asked of the coordinator, answered by nobody. */
    public static class Nobody implements Coordination {

        @Override
        public void jobAdded(String jobId) {
            // It stays queued.
        }

        @Override
        public Future<Void> jobRemoved(String jobId, String sessionId) {
            return Future.succeededFuture();
        }

        @Override
        public void sessionRemoved(String sessionId) {
            // Nobody remembers it.
        }

        @Override
        public Future<QueueState> queue() {
            return Future.succeededFuture(new QueueState(List.of(), true));
        }

        @Override
        public Future<RosterReport> workers() {
            return Future.succeededFuture(new RosterReport(List.of()));
        }

        @Override
        public Future<Integer> recover() {
            return Future.succeededFuture(0);
        }
    }

    /** Nothing is measured here. */
    private static final class Unmetered implements Metering {

        @Override
        public void uploaded(long bytes) {
            // Nobody counts.
        }

        @Override
        public void uploadRefused() {
            // Nobody counts.
        }

        @Override
        public Future<Buffer> text(int streams) {
            return Future.succeededFuture(Buffer.buffer());
        }
    }
}
