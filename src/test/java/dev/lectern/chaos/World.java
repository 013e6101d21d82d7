package dev.lectern.chaos;

import dev.lectern.redis.TestRedis;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.Ports;
import dev.lectern.testing.RedisDump;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import dev.lectern.testing.Signals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A server, its Redis and its workers, as real processes with all their files in one folder. Each can be struck and comes back. */
final class World implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Those that work as if they were on another machine, without the server's folder. */
    private static final Set<String> APART = Set.of("w1", "w3");

    private static final String HEAP = "-Xmx512m";

    private final Path root;
    private final Ground ground;
    private final URI address;
    private final RunningLectern.Setup setup;
    private final TestRedis ownRedis;
    private final Map<String, RunningWorker> workers = new TreeMap<>();
    private final List<Follower> followers = new ArrayList<>();
    private RunningLectern server;
    private int workersStruck;

    /**
     * Starts a server that has no slots of its own.
     *
     * @param root a folder, which may be missing
     * @param settings environment of the server
     * @param ownRedis whether Redis is started by us instead of by the server
     * @param kind what its machines are like
     */
    World(Path root, Map<String, String> settings, boolean ownRedis, Ground.Kind kind) throws IOException {
        this.root = root;
        this.ground = new Ground(kind);
        Files.createDirectories(temp());
        int port = Ports.free();
        this.address = URI.create("http://" + ground.address() + ":" + port);
        this.ownRedis = ownRedis ? TestRedis.start() : null;
        setup = RunningLectern.in(data())
                .jvm(HEAP)
                .jvm("-Djava.io.tmpdir=" + temp())
                .with("LECTERN_PORT", port)
                .with("LECTERN_WORKERS", 0);
        ground.settle(setup);
        settings.forEach(setup::with);
        if (ownRedis) {
            setup.with("LECTERN_REDIS", this.ownRedis.url());
        }
        startServer();
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    DataFolderLook look() {
        return new DataFolderLook(data());
    }

    /** Where its processes keep what is temporary. */
    Path temp() {
        return root.resolve("tmp");
    }

    RunningLectern server() {
        return server;
    }

    URI address() {
        return address;
    }

    String redisUrl() {
        return ownRedis == null ? RedisDump.urlOf(data()) : ownRedis.url();
    }

    void startServer() throws IOException {
        server = setup.start();
    }

    /** How often a worker was struck. */
    int workersStruck() {
        return workersStruck;
    }

    List<RunningWorker> workers() {
        return List.copyOf(workers.values());
    }

    RunningWorker worker(String name) {
        return workers.get(name);
    }

    /** Starts workers with a slot each, also such as were there before, without waiting for them. */
    void launchWorkers(String... names) throws IOException, InterruptedException {
        for (String name : names) {
            Path folder = root.resolve(name);
            RunningWorker.Setup worker = RunningWorker.named(name, folder, address)
                    .jvm(HEAP)
                    .jvm("-Djava.io.tmpdir=" + temp())
                    .with(APART.contains(name) ? new String[] {"--no-shared-folder"} : new String[0]);
            ground.settle(worker, name, folder, setup);
            workers.put(name, worker.start());
        }
    }

    /** Starts workers and waits until the server knows them. */
    World withWorkers(String... names) throws IOException, InterruptedException {
        launchWorkers(names);
        for (String name : names) {
            worker(name).awaitJoined(server);
        }
        return this;
    }

    /** Waits until a worker is with the server; one that ended by itself is started again. */
    void rejoined(String name) throws IOException, InterruptedException {
        if (!worker(name).process().isAlive()) {
            launchWorkers(name);
        }
        worker(name).awaitJoined(server);
    }

    /** Uploads a recording, which must be accepted, and listens to what comes of it. */
    Work upload(Reference reference) throws IOException, InterruptedException {
        return follow(server.upload(reference.recording()), reference);
    }

    /** Listens to what comes of an accepted recording. */
    Work follow(RunningLectern.Accepted accepted, Reference reference) {
        Follower follower = new Follower(() -> address, accepted.jobId());
        followers.add(follower);
        return new Work(accepted, reference, follower);
    }

    /** Strikes. A server that is killed takes the Redis that it brought with it. */
    void strike(Blow blow, Victim victim, String worker) throws IOException, InterruptedException {
        if (blow == Blow.CUT || blow == Blow.FILL) {
            workersStruck++;
            ground.strike(worker);
            return;
        }
        switch (victim) {
            case SERVER -> strike(blow, server.process());
            case WORKER -> {
                workersStruck++;
                strike(blow, worker(worker).process());
            }
            case REDIS -> strike(blow, embeddedRedis());
            case OWN_REDIS -> {
                if (blow == Blow.KILL) {
                    ownRedis.kill();
                } else {
                    ownRedis.freeze();
                }
            }
        }
    }

    /** What was killed is started again, and what was frozen goes on. The Redis that comes with the server comes back by itself. */
    void heal(Blow blow, Victim victim, String worker) throws IOException, InterruptedException {
        if (blow == Blow.CUT || blow == Blow.FILL) {
            ground.heal(worker);
            return;
        }
        if (blow == Blow.FREEZE) {
            switch (victim) {
                case SERVER -> Signals.thaw(server.process().pid());
                case WORKER -> worker(worker).thaw();
                case REDIS -> Signals.thaw(embeddedRedis().pid());
                case OWN_REDIS -> ownRedis.thaw();
            }
            return;
        }
        switch (victim) {
            case SERVER -> startServer();
            case WORKER -> withWorkers(worker);
            case REDIS -> {}
            case OWN_REDIS -> ownRedis.restart();
        }
    }

    ProcessHandle embeddedRedis() {
        return Eventually.get(PATIENCE, "the embedded Redis to run", () -> server.process()
                .children()
                .filter(child -> child.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElse(null));
    }

    private static void strike(Blow blow, ProcessHandle process) throws InterruptedException {
        if (blow == Blow.FREEZE) {
            Signals.freeze(process.pid());
            return;
        }
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Keeps what its processes said, for who wants to know what went wrong. */
    void keepLogs(String name) throws IOException {
        Path kept = CrashTable.FOLDER.resolve("logs").resolve(name);
        Files.createDirectories(kept);
        try (Stream<Path> logs = Files.list(root).filter(file -> file.toString().endsWith(".log"))) {
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Ends all in order, workers first. */
    @Override
    public void close() {
        followers.forEach(Follower::close);
        workers.values().forEach(RunningWorker::close);
        server.close();
        if (ownRedis != null) {
            ownRedis.close();
        }
        ground.close();
    }
}
