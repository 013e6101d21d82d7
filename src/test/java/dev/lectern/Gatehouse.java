package dev.lectern;

import static dev.lectern.testing.Await.await;

import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.enrol.EnrolAnswer;
import dev.lectern.enrol.Reception;
import dev.lectern.enrol.Registrar;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.http.Enrolment;
import dev.lectern.http.HttpVerticle;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Parameters;
import dev.lectern.metrics.Exposition;
import dev.lectern.metrics.Meters;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.store.Store;
import dev.lectern.testing.LeapingClock;
import dev.lectern.testing.LoneHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with all that lets workers in, over real HTTP; what comes after that is not there. */
final class Gatehouse implements AutoCloseable {

    static final MeetingPoint MEETING = new MeetingPoint("lectern-1", "127.0.0.1", 7001, 7002);
    static final EnrolAnswer.Detector DETECTOR =
            new EnrolAnswer.Detector("ab".repeat(32), "yolox", false, 1_000_000, "mine.onnx");

    final LeapingClock clock = new LeapingClock();
    final AtomicInteger clusterStarts = new AtomicInteger();
    volatile Future<MeetingPoint> meeting = Future.succeededFuture(MEETING);
    volatile Set<String> live = Set.of();
    volatile boolean sameMachine = true;
    final Set<String> expelled = ConcurrentHashMap.newKeySet();

    private final Vertx vertx = Vertx.vertx();
    private final DataFolder data;
    private final Store store;
    private final URI base;

    /**
     * A server.
     *
     * @param hereOnly whether it takes itself to be reachable from its own machine only
     */
    Gatehouse(Path folder, boolean hereOnly) {
        data = new DataFolder(folder);
        store = await(Store.open(vertx, data.database()));
        Reception reception = new Reception(
                vertx,
                () -> Registrar.open(
                        data.cluster(), authority(), new Registrar.Terms("1.2.3", hereOnly, hereOnly, DETECTOR), clock),
                () -> Future.succeededFuture(live),
                () -> {
                    clusterStarts.incrementAndGet();
                    return meeting;
                },
                removed -> {
                    expelled.addAll(removed.keys());
                    return Future.succeededFuture();
                });
        HttpVerticle http = LoneHttp.over(folder, store, Parameters.DEFAULT, new MemoryEventLog(10), exposition())
                .enrolling(new SeenFrom(new WorkerEntrance(reception)));
        await(vertx.deployVerticle(http));
        base = URI.create("http://127.0.0.1:" + http.port());
    }

    URI base() {
        return base;
    }

    Path cluster() {
        return data.cluster();
    }

    CertificateAuthority authority() throws UnusableKeys {
        return CertificateAuthority.open(data.cluster(), clock, CertificateAuthority.WORKER_VALIDITY);
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }

    private final class SeenFrom implements Enrolment {

        private final Enrolment entrance;

        private SeenFrom(Enrolment entrance) {
            this.entrance = entrance;
        }

        @Override
        public Future<JsonObject> enrol(JsonObject request, boolean fromHere, boolean tokenNeeded) {
            return entrance.enrol(request, fromHere, tokenNeeded);
        }

        @Override
        public Future<JsonObject> token(Duration validity) {
            return entrance.token(validity);
        }

        @Override
        public Future<List<Known>> known() {
            return entrance.known();
        }

        @Override
        public Future<Removed> revoke(String worker) {
            return entrance.revoke(worker);
        }

        @Override
        public boolean sameMachine(SocketAddress remote, SocketAddress local) {
            return sameMachine && entrance.sameMachine(remote, local);
        }
    }

    /** Of a server that counts and does nothing. */
    private Exposition exposition() {
        return new Exposition(
                vertx,
                new Meters(clock),
                new Exposition.Sources(store, new MemoryTaskQueue(clock), new LoneHttp.Nobody(), data.root(), "1.2.3"));
    }
}
