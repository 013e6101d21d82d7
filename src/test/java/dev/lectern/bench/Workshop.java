package dev.lectern.bench;

import dev.lectern.bus.RecordCodec;
import dev.lectern.coordinator.CoordinatorVerticle;
import dev.lectern.coordinator.Departures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.events.RedisEventLog;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskKind;
import dev.lectern.metrics.Meters;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.redis.EmbeddedRedis;
import dev.lectern.redis.RedisAddress;
import dev.lectern.redis.RedisLink;
import dev.lectern.store.Store;
import dev.lectern.testing.Inspections;
import dev.lectern.worker.SessionFiles;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service without HTTP in a folder of its own: Redis, database, coordinator, bus and slots are real, what the slots do is not. */
final class Workshop implements AutoCloseable {

    private static final String DETECTOR = "invented";
    /** Far beyond what anything here takes on a machine that has time for it. */
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder = Files.createTempDirectory("lectern-workshop");
    private final DataFolder data = new DataFolder(folder);
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedRedis redis = new EmbeddedRedis(folder);
    private final RedisAddress address;
    private final RedisLink link;
    private final Store store;

    Workshop() throws Exception {
        Files.createDirectories(data.work());
        RecordCodec.register(vertx.eventBus());
        address = redis.start();
        link = RedisLink.open(vertx, address);
        store = Store.open(vertx, data.database()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Vertx vertx() {
        return vertx;
    }

    RedisAddress redis() {
        return address;
    }

    RedisLink link() {
        return link;
    }

    Store store() {
        return store;
    }

    /** Opens it with so many slots that have these steps. */
    void open(int slots, Map<TaskKind, Step> steps) {
        vertx.deployVerticle(new CoordinatorVerticle(new CoordinatorVerticle.Seams(
                        store,
                        new RedisTaskQueue(link),
                        new RedisEventLog(link),
                        new Shelf(vertx, data, DETECTOR),
                        LeasePolicy.DEFAULT,
                        holder -> false,
                        new Departures(),
                        link::up,
                        new Meters(Clock.systemUTC()),
                        Clock.systemUTC())))
                .await();
        for (int k = 0; k < slots; k++) {
            vertx.deployVerticle(new WorkerVerticle("w-" + k, "w", DETECTOR, steps, SessionFiles.in(data), data.work()))
                    .await();
        }
    }

    /** Stores a session and its job, of which nobody is told yet; with segments of a second. */
    Job job() throws IOException {
        Instant now = Instant.now();
        Session session = new Session(Ids.newSession(), "A lecture", null, now, "0".repeat(64), 1, null);
        Job job = Job.queued(Ids.newJob(), session.id(), new Parameters(5, 1), now);
        Files.createDirectories(data.session(session.id()).path());
        store.sessions().insert(session, job).await();
        return job;
    }

    /** Steps that do nothing, for recordings of so many seconds. */
    static Map<TaskKind, Step> idleSteps(int seconds) {
        Map<TaskKind, Step> steps = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            steps.put(kind, (input, context) -> StepOutput.bytes(new byte[] {1}));
        }
        steps.put(TaskKind.INSPECT, (input, context) -> StepOutput.bytes(Json.bytes(Inspections.ofSeconds(seconds))));
        return steps;
    }

    @Override
    public void close() throws IOException {
        try {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Vert.x did not end", e);
        } finally {
            redis.close();
            Folders.delete(folder);
        }
    }
}
