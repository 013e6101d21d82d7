package dev.lectern.bench;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.RecordCodec;
import dev.lectern.coordinator.CoordinatorVerticle;
import dev.lectern.coordinator.Departures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.events.RedisEventLog;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobState;
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
import dev.lectern.redis.RedisLink;
import dev.lectern.store.Store;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.Inspections;
import dev.lectern.worker.SessionFiles;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How well many slots share one recording, on a machine that has not as many processors: everything is real but the detector, which
 * waits for a fixed time instead of computing. What is lost is what the hand-over costs.
 */
final class SlotScaling {

    private static final int[] SLOTS = {1, 2, 4, 8, 16, 32};
    private static final int SEGMENTS = 192;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final double AIM = 0.9;

    private SlotScaling() {}

    static void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d segments of one recording, %d ms each instead of detecting, %d processors%n%6s %9s %11s%n",
                SEGMENTS,
                WAIT.toMillis(),
                Runtime.getRuntime().availableProcessors(),
                "slots",
                "seconds",
                "efficiency");
        double one = 0;
        boolean reached = true;
        for (int slots : SLOTS) {
            double seconds = run(slots);
            one = slots == 1 ? seconds : one;
            double efficiency = one / slots / seconds;
            reached &= efficiency >= AIM;
            System.out.printf(Locale.ROOT, "%6d %9.2f %11.3f%n", slots, seconds, efficiency);
        }
        System.out.printf(Locale.ROOT, "aim %.1f: %s%n", AIM, reached ? "reached" : "missed");
    }

    private static double run(int slots) throws Exception {
        Path folder = Files.createTempDirectory("lectern-scaling");
        DataFolder data = new DataFolder(folder);
        Files.createDirectories(data.work());
        Vertx vertx = Vertx.vertx();
        RecordCodec.register(vertx.eventBus());
        try (EmbeddedRedis redis = new EmbeddedRedis(folder)) {
            RedisLink link = RedisLink.open(vertx, redis.start());
            Store store = Store.open(vertx, data.database()).await(20, TimeUnit.SECONDS);
            vertx.deployVerticle(new CoordinatorVerticle(new CoordinatorVerticle.Seams(
                            store,
                            new RedisTaskQueue(link),
                            new RedisEventLog(link),
                            new Shelf(vertx, data, "wait"),
                            LeasePolicy.DEFAULT,
                            holder -> false,
                            new Departures(),
                            link::up,
                            new Meters(Clock.systemUTC()),
                            Clock.systemUTC())))
                    .await();
            for (int k = 0; k < slots; k++) {
                vertx.deployVerticle(
                                new WorkerVerticle("w-" + k, "w", "wait", steps(), SessionFiles.in(data), data.work()))
                        .await();
            }
            Job job = job(store, data);
            long begun = System.nanoTime();
            vertx.eventBus().send(Addresses.JOB_ADDED, new JobHint(job.id()));
            Eventually.becomes(
                    Duration.ofMinutes(5),
                    "the recording to be processed",
                    () -> store.jobs().find(job.id()).await().orElseThrow().state() == JobState.COMPLETED);
            double seconds = (System.nanoTime() - begun) / 1e9;
            vertx.close().await(20, TimeUnit.SECONDS);
            return seconds;
        } finally {
            Folders.delete(folder);
        }
    }

    private static Job job(Store store, DataFolder data) throws Exception {
        Instant now = Instant.now();
        Session session = new Session(Ids.newSession(), "A lecture", null, now, "0".repeat(64), 1, null);
        Job job = Job.queued(Ids.newJob(), session.id(), new Parameters(5, 1), now);
        Files.createDirectories(data.session(session.id()).path());
        store.sessions().insert(session, job).await();
        return job;
    }

    private static Map<TaskKind, Step> steps() {
        Map<TaskKind, Step> steps = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            steps.put(kind, (input, context) -> StepOutput.bytes(new byte[] {1}));
        }
        steps.put(TaskKind.INSPECT, (input, context) -> StepOutput.bytes(Json.bytes(Inspections.ofSeconds(SEGMENTS))));
        steps.put(TaskKind.DETECT, (input, context) -> {
            LockSupport.parkNanos(WAIT.toNanos());
            return StepOutput.bytes(new byte[] {1});
        });
        return steps;
    }
}
