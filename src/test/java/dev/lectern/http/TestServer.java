package dev.lectern.http;

import static dev.lectern.testing.Await.await;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.SessionHint;
import dev.lectern.events.EventFeed;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import dev.lectern.metrics.Exposition;
import dev.lectern.metrics.Meters;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.store.Store;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.FileTree;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The real HTTP verticle on a free port with a real database in a folder of its own; what lies behind it is in memory. */
final class TestServer implements BeforeEachCallback, AfterEachCallback, Coordination, Enrolment {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00.007Z");
    static final String ORIGIN = "http://localhost:5173";
    static final long MAX_UPLOAD = 20_000_000;

    static final JsonObject ENROLLED = new JsonObject()
            .put("protocol", 3)
            .put("version", "1.2.3")
            .put("worker", "blue")
            .put("certificate", "PEM")
            .put("authority", "PEM")
            .put("shutOut", new JsonArray().add("ef".repeat(32)))
            .put(
                    "meeting",
                    new JsonObject()
                            .put("cluster", "lectern-1")
                            .put("host", "127.0.0.1")
                            .put("membershipPort", 7001)
                            .put("filesPort", 7002))
            .put(
                    "detector",
                    new JsonObject()
                            .put("sha256", "ab".repeat(32))
                            .put("family", "yolox")
                            .put("bundled", false)
                            .put("bytes", 1000))
            .put("marker", new JsonObject().put("path", "/data").put("sha256", "cd".repeat(32)))
            .put("signature", "AA==")
            .putNull("hmac");
    static final JsonObject TOKEN = new JsonObject()
            .put("token", "0".repeat(12) + "." + "a".repeat(32) + "." + "b".repeat(43))
            .put("expires", NOW.toString());

    Future<JsonObject> enrolment = Future.succeededFuture(ENROLLED);
    List<Enrolment.Known> known = List.of();
    Future<Enrolment.Removed> revocation = Future.succeededFuture(new Enrolment.Removed("blue", NOW, 1));
    final List<String> revoked = new CopyOnWriteArrayList<>();
    boolean sameMachine = true;
    final List<Map.Entry<JsonObject, Boolean>> enrolled = new CopyOnWriteArrayList<>();
    boolean tokenNeeded;
    People people;
    Function<Parameters, Future<Outlook.Estimates>> estimates = asked -> Future.succeededFuture(new Outlook.Estimates(
            Map.of(
                    Quality.FAST, OptionalLong.of(62),
                    Quality.BALANCED, OptionalLong.of(70),
                    Quality.THOROUGH, OptionalLong.empty()),
            5));
    AccessSettings access = AccessSettings.PLAIN;
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final List<Duration> tokens = new CopyOnWriteArrayList<>();
    final List<String> added = new CopyOnWriteArrayList<>();
    final List<String> removed = new CopyOnWriteArrayList<>();
    Future<QueueState> queue = Future.succeededFuture(
            new QueueState(List.of(new QueueState.Worker("blue", 4, 1), new QueueState.Worker("red", 1, 0)), true));
    Future<RosterReport> workers = Future.succeededFuture(new RosterReport(List.of()));
    Future<Integer> recovery = Future.succeededFuture(3);
    final List<String> forgotten = new CopyOnWriteArrayList<>();
    Future<Void> removal = Future.succeededFuture();
    Future<Void> check = Future.succeededFuture();
    Future<JsonObject> ready = Future.succeededFuture(
            new JsonObject().put("ready", true).put("checks", new JsonObject().put("redis", "up")));
    long diskReserve;
    /** Null for none. */
    HttpLimits limits;

    MemoryEventLog events = new MemoryEventLog(10_000);
    private EventFeed feed;
    EventHub.Times times = EventHub.Times.USUAL;

    final MemoryTaskQueue tasks = new MemoryTaskQueue(Clock.systemUTC());
    private final Meters meters = new Meters(Clock.systemUTC());
    private Vertx vertx;
    private Path folder;
    private DataFolder data;
    private Store store;
    private String deployment;
    private ContractClient client;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("lectern-http");
        data = new DataFolder(folder);
        vertx = meters.vertx(new VertxOptions());
        RecordCodec.register(vertx.eventBus());
        store = await(Store.open(vertx, data.database()));
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (deployment != null) {
            stop();
        }
        await(store.close());
        await(vertx.close());
        meters.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Starts again with what was changed here. */
    void restart() {
        await(vertx.undeploy(deployment));
        start();
    }

    private void start() {
        feed = new EventFeed(
                events, Clock.systemUTC(), () -> Future.succeededFuture(List.of()), entry -> vertx.eventBus()
                        .publish(Addresses.EVENTS, new EventNews(entry.place().toString(), entry.event())));
        HttpSettings settings = new HttpSettings(
                "127.0.0.1", 0, List.of(ORIGIN), MAX_UPLOAD, diskReserve, folder, "1.2.3", "nanodet-g");
        HttpVerticle verticle = new HttpVerticle(
                settings,
                store,
                clock,
                Parameters.DEFAULT,
                this,
                recording -> check,
                () -> ready,
                events,
                new Exposition(vertx, meters, new Exposition.Sources(store, tasks, this, folder, settings.version())),
                times);
        verticle.enrolling(this).guarded(access).foreseeing((session, asked) -> estimates.apply(asked));
        if (limits != null) {
            verticle.limited(limits);
        }
        if (people != null) {
            verticle.correcting(people);
        }
        deployment = await(vertx.deployVerticle(verticle));
        client = new ContractClient(URI.create("http://127.0.0.1:" + verticle.port()));
    }

    /** Has something happen, as the coordinator does. */
    void tell(JobEvent event) {
        feed.take(event);
    }

    /** The log is back. */
    void tellAgain() {
        feed.pump();
    }

    void tellSessionDeleted(String sessionId) {
        vertx.eventBus().publish(Addresses.SESSION_DELETED, new SessionHint(sessionId));
    }

    URI uri(String path) {
        return client.base().resolve(path);
    }

    /** Stops serving. */
    void stop() {
        await(vertx.undeploy(deployment));
        deployment = null;
    }

    ContractClient client() {
        return client;
    }

    Store store() {
        return store;
    }

    DataFolder data() {
        return data;
    }

    /** A session with a queued job and a recording. */
    Job aSession(String name, byte[] recording) throws IOException {
        Session session =
                new Session(Ids.newSession(), name, null, NOW, "0".repeat(64), Math.max(1, recording.length), null);
        Job job = Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, NOW);
        Files.createDirectories(data.session(session.id()).path());
        Files.write(data.session(session.id()).recording(), recording);
        await(store.sessions().insert(session, job));
        return job;
    }

    /** Every file and session folder below the data folder, except the database. */
    List<String> leftOnDisk() {
        return FileTree.of(folder).stream()
                .filter(file -> !file.equals(folder)
                        && !List.of(data.uploads(), data.trash(), data.sessions())
                                .contains(file)
                        && !file.getFileName().toString().startsWith("backend.db"))
                .map(file -> folder.relativize(file).toString())
                .sorted()
                .toList();
    }

    @Override
    public void jobAdded(String jobId) {
        added.add(jobId);
    }

    @Override
    public Future<Void> jobRemoved(String jobId, String sessionId) {
        removed.add(jobId);
        return removal;
    }

    @Override
    public void sessionRemoved(String sessionId) {
        forgotten.add(sessionId);
    }

    @Override
    public Future<QueueState> queue() {
        return queue;
    }

    @Override
    public Future<RosterReport> workers() {
        return workers;
    }

    @Override
    public Future<Integer> recover() {
        return recovery;
    }

    @Override
    public Future<JsonObject> enrol(JsonObject request, boolean fromHere, boolean tokenNeeded) {
        this.tokenNeeded = tokenNeeded;
        enrolled.add(Map.entry(request, fromHere));
        return enrolment;
    }

    @Override
    public Future<JsonObject> token(Duration validity) {
        tokens.add(validity);
        return Future.succeededFuture(TOKEN);
    }

    @Override
    public Future<List<Known>> known() {
        return Future.succeededFuture(known);
    }

    @Override
    public Future<Removed> revoke(String worker) {
        revoked.add(worker);
        return revocation;
    }

    @Override
    public boolean sameMachine(SocketAddress remote, SocketAddress local) {
        return sameMachine && Enrolment.super.sameMachine(remote, local);
    }
}
