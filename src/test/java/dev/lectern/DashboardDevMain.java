package dev.lectern;

import static dev.lectern.testing.Await.await;

import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.WorkerCard;
import dev.lectern.coordinator.CoordinatorVerticle;
import dev.lectern.coordinator.Departures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.http.HttpSettings;
import dev.lectern.http.HttpVerticle;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.metrics.Exposition;
import dev.lectern.metrics.Meters;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.store.Store;
import dev.lectern.testing.CannedSteps;
import dev.lectern.testing.Clips;
import dev.lectern.worker.PresenceVerticle;
import dev.lectern.worker.SessionFiles;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * For work on the dashboard: the real coordinator, slots, database and HTTP on port 8000, with steps that play a script instead of
 * looking at pictures, and a queue in memory. It needs neither Redis nor ffmpeg nor a model. Every recording shows the sample's
 * pictures; the jobs move, two at a time, and one fails; what is uploaded moves as well. Its data are gone at the end.
 *
 * <p>{@code mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.lectern.DashboardDevMain}, and beside it
 * {@code npm run dev} in {@code src/main/frontend}.
 */
public final class DashboardDevMain {

    private static final int PORT = 8000;
    private static final int SLOTS = 2;
    private static final Parameters PARAMETERS = new Parameters(5, 30);
    private static final List<String> NAMES = List.of("Orbits", "Conic sections", "A recording that fails", "Tides");

    private DashboardDevMain() {}

    public static void main(String[] arguments) throws IOException {
        start(PORT, Duration.ofSeconds(40));
        System.out.println("Canned jobs move at http://127.0.0.1:" + PORT + "/");
    }

    /**
     * Starts it.
     *
     * @param port 0 takes a free one
     * @param pace how long a job takes, about
     * @return the port it listens on
     */
    static int start(int port, Duration pace) throws IOException {
        DataFolder data = new DataFolder(Files.createTempDirectory("lectern-dashboard-dev"));
        for (Path folder : List.of(data.sessions(), data.work(), data.uploads())) {
            Files.createDirectories(folder);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data.root())));
        Clock clock = Clock.systemUTC();
        Meters meters = new Meters(clock);
        Vertx vertx = meters.vertx(new VertxOptions());
        RecordCodec.register(vertx.eventBus());
        Store store = await(Store.open(vertx, data.database()));
        MemoryTaskQueue queue = new MemoryTaskQueue(clock);
        MemoryEventLog events = new MemoryEventLog(20_000);
        for (int k = 0; k < NAMES.size(); k++) {
            add(store, data, NAMES.get(k), clock.instant().minus(Duration.ofDays(k)));
        }
        await(vertx.deployVerticle(new CoordinatorVerticle(new CoordinatorVerticle.Seams(
                store,
                queue,
                events,
                new Shelf(vertx, data, "canned"),
                LeasePolicy.DEFAULT,
                holder -> false,
                new Departures(),
                () -> true,
                meters,
                clock))));
        await(vertx.deployVerticle(new PresenceVerticle(
                new WorkerCard("canned", "localhost", SLOTS, "development", clock.instant(), false))));
        CannedSteps steps = new CannedSteps(pace);
        for (int k = 0; k < SLOTS; k++) {
            await(vertx.deployVerticle(new WorkerVerticle(
                    "canned-" + k, "canned", "canned", steps.all(), SessionFiles.in(data), data.work())));
        }
        BusCoordination coordination = new BusCoordination(vertx.eventBus());
        HttpVerticle http = new HttpVerticle(
                new HttpSettings(
                        "127.0.0.1",
                        port,
                        List.of("http://localhost:5173"),
                        1L << 32,
                        0,
                        data.root(),
                        "development",
                        "canned"),
                store,
                clock,
                PARAMETERS,
                coordination,
                recording -> Future.succeededFuture(),
                () -> Future.succeededFuture(new JsonObject().put("ready", true).put("checks", new JsonObject())),
                events,
                new Exposition(
                        vertx, meters, new Exposition.Sources(store, queue, coordination, data.root(), "development")));
        await(vertx.deployVerticle(http));
        return http.port();
    }

    private static void add(Store store, DataFolder data, String name, Instant at) throws IOException {
        String metadata = new JsonObject()
                .put("sessionName", name)
                .put("courseCode", "PHY101")
                .put("sessionDate", at.toString().substring(0, 10))
                .encode();
        Path recording = Clips.sample();
        Session session =
                new Session(Ids.newSession(), name, metadata, at, "0".repeat(64), Files.size(recording), null);
        Files.createDirectories(data.session(session.id()).path());
        Files.copy(recording, data.session(session.id()).recording());
        if (name.contains("fails")) {
            Files.createFile(data.session(session.id()).path().resolve(CannedSteps.FAILING));
        }
        await(store.sessions().insert(session, Job.queued(Ids.newJob(), session.id(), PARAMETERS, at)));
    }

    private static void delete(Path folder) {
        try {
            DataSweep.delete(folder);
        } catch (IOException e) {
            System.err.println(folder + " stays: " + e);
        }
    }
}
