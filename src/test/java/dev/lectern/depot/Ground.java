package dev.lectern.depot;

import dev.lectern.bus.TaskOrder;
import dev.lectern.cluster.Credentials;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.testing.Await;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A server with a data folder and a worker, both real, with real certificates, on the loopback interface. */
final class Ground {

    static final String SESSION = "sess-00112233445566778899aabbccddeeff";
    static final String KEY = "0123456789abcdef";
    static final byte[] MODEL = bytes(300_000, 7);
    static final Duration PATIENT = Duration.ofSeconds(20);
    static final RemoteFiles.Times TIMES =
            new RemoteFiles.Times(PATIENT, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofMillis(20));
    static final String LOOPBACK = "127.0.0.1";

    private static final AtomicInteger ENTRIES = new AtomicInteger();

    final TestAuthority authority = new TestAuthority();
    final LeapingClock clock = new LeapingClock();
    final AtomicReference<DepotAddress> address = new AtomicReference<>();
    final Credentials worker = authority.worker();
    final Vertx vertx = Vertx.vertx();
    final DataFolder data;
    final Path cache;
    DepotLimits limits = new DepotLimits(1 << 30, 0, Duration.ofMinutes(15), Duration.ofMillis(20));
    Predicate<X509Certificate> good = certificate -> true;
    Disk serverDisk = Disk.real();
    DepotVerticle depot;
    private final Path root;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private String deployment;

    Ground(Path root) throws IOException {
        this.root = root;
        this.data = new DataFolder(root.resolve("server"));
        this.cache = root.resolve("worker");
        Files.createDirectories(data.session(SESSION).path());
        Files.createDirectories(data.work());
    }

    /** Starts the server, on any free port, and lets the worker know. */
    Ground start() {
        depot = new DepotVerticle(
                authority.server(), LOOPBACK, 0, data, () -> MODEL.clone(), good, limits, serverDisk, clock);
        deployment = Await.await(vertx.deployVerticle(depot));
        address.set(new DepotAddress(LOOPBACK, depot.port(), worker));
        return this;
    }

    /** Stops the server; the worker still knows where it was. */
    void stop() {
        Await.await(vertx.undeploy(deployment));
        deployment = null;
    }

    /** A network between the worker and the server. */
    CuttingProxy proxy() throws IOException {
        CuttingProxy proxy = keep(new CuttingProxy(depot.port()));
        address.set(new DepotAddress(LOOPBACK, proxy.port(), worker));
        return proxy;
    }

    RemoteFiles files() throws IOException {
        return files(Long.MAX_VALUE, Disk.real(), TIMES);
    }

    RemoteFiles files(long cacheBytes, Disk disk, RemoteFiles.Times times) throws IOException {
        return keep(RemoteFiles.open(
                cache,
                new RemoteFiles.Room(cacheBytes, 0, disk),
                times,
                clock,
                () -> Optional.ofNullable(address.get()),
                Optional.empty()));
    }

    /** A recording of a session on the server; the same bytes for the same seed. */
    Path recording(String sessionId, int bytes, long seed) throws IOException {
        Path file = data.session(sessionId).recording();
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes(bytes, seed));
    }

    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String session(int number) {
        return String.format("sess-%032x", number);
    }

    /** An order whose recording is as it is on the server. */
    TaskOrder order(String sessionId, TaskName task) throws IOException {
        Path recording = data.session(sessionId).recording();
        return order(sessionId, task, Sha256.of(recording), Files.size(recording));
    }

    TaskOrder order(String sessionId, TaskName task, String sha256, long bytes) {
        return order(sessionId, task, Inspections.ofSeconds(150), sha256, bytes);
    }

    /** An order to join the pieces of a recording that must be encoded again. */
    TaskOrder toJoin(String sessionId, double seconds) throws IOException {
        Path recording = data.session(sessionId).recording();
        return order(
                sessionId,
                TaskName.TRANSCODE,
                Inspections.toEncode(seconds),
                Sha256.of(recording),
                Files.size(recording));
    }

    private static TaskOrder order(String sessionId, TaskName task, Inspection inspection, String sha256, long bytes) {
        return new TaskOrder(
                new Lease("1700000000000-" + ENTRIES.incrementAndGet(), "job-01", task, "slot-1", 1),
                sessionId,
                Parameters.DEFAULT,
                inspection,
                KEY,
                null,
                sha256,
                bytes,
                "0".repeat(32));
    }

    /** An artefact as a step leaves it behind. */
    Path artefact(int bytes) throws IOException {
        return Files.write(root.resolve("made.mp4"), bytes(bytes, bytes));
    }

    /** Asks the server as a worker of its authority does. */
    HttpResponse<byte[]> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        return ask(method, path, new byte[0], headers);
    }

    HttpResponse<byte[]> ask(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://" + LOOPBACK + ":" + depot.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(ServerTrust.context(worker))
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        Await.await(vertx.close());
    }
}
