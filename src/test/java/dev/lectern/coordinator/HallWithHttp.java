package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;

import dev.lectern.events.EventLog;
import dev.lectern.events.RedisEventLog;
import dev.lectern.http.HttpVerticle;
import dev.lectern.metrics.Exposition;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.LoneHttp;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;

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
        HttpVerticle verticle = LoneHttp.over(
                folder,
                hall.store,
                Hall.PARAMETERS,
                log,
                new Exposition(
                        vertx,
                        hall.meters,
                        new Exposition.Sources(hall.store, hall.queue, new LoneHttp.Nobody(), folder, "1.2.3")));
        http = await(hall.vertx.deployVerticle(verticle));
        client = new ContractClient(URI.create("http://127.0.0.1:" + verticle.port()));
    }
}
