package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;

import dev.lectern.bus.RosterReport;
import dev.lectern.events.EventLog;
import dev.lectern.events.RedisEventLog;
import dev.lectern.http.Coordination;
import dev.lectern.http.HttpSettings;
import dev.lectern.http.HttpVerticle;
import dev.lectern.http.QueueState;
import dev.lectern.metrics.Exposition;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import dev.lectern.testing.ContractClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A hall that can be listened to over HTTP, over a Redis of its own; all in one Vert.x, as in a server. */
final class HallWithHttp implements AutoCloseable {

    final TestRedis redis = TestRedis.start();
    private final Vertx vertx = Vertx.vertx();
    final RedisLink link = RedisLink.open(vertx, redis.address());
    final EventLog log = new RedisEventLog(link);
    final Hall hall;
    ContractClient client;
    private final Path folder;
    private String http;

    HallWithHttp(Path folder) {
        this.folder = folder;
        hall = Hall.over(vertx, folder, new RedisTaskQueue(link), link::up, log).coordinator();
        http();
    }

    void noHttp() {
        await(hall.vertx.undeploy(http));
    }

    @Override
    public void close() {
        hall.close();
        redis.close();
    }

    void http() {
        Nobody nobody = new Nobody();
        HttpVerticle verticle = new HttpVerticle(
                new HttpSettings("127.0.0.1", 0, List.of(), 1_000_000, 0, folder, "1.2.3", "nanodet-g"),
                hall.store,
                Clock.systemUTC(),
                Hall.PARAMETERS,
                nobody,
                recording -> Future.succeededFuture(),
                () -> Future.succeededFuture(new JsonObject()),
                log,
                new Exposition(
                        vertx, hall.meters, new Exposition.Sources(hall.store, hall.queue, nobody, folder, "1.2.3")));
        http = await(hall.vertx.deployVerticle(verticle));
        client = new ContractClient(URI.create("http://127.0.0.1:" + verticle.port()));
    }

    /** The tests here speak to the coordinator themselves. */
    static final class Nobody implements Coordination {

        @Override
        public void jobAdded(String jobId) {
            // Nothing comes in over HTTP.
        }

        @Override
        public Future<Void> jobRemoved(String jobId, String sessionId) {
            return Future.succeededFuture();
        }

        @Override
        public void sessionRemoved(String sessionId) {
            // Nothing is deleted over HTTP.
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
}
