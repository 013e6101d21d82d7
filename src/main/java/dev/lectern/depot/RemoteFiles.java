package dev.lectern.depot;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.worker.SessionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The worker's side, for all slots of a JVM: fetches what they read and delivers what they made. A recording is fetched once, by
 * whichever slot needs it first; the others wait for it. While there is no server, everybody waits. Thread safe.
 */
public final class RemoteFiles implements SessionFiles, AutoCloseable {

    private final Path folder;
    private final Optional<DataFolder> shared;
    private final Times times;
    private final DepotClient client;
    private final Returns returns;
    private final Cache cache;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "lectern-cache");
        made.setDaemon(true);
        return made;
    });

    /**
     * How patient we are.
     *
     * @param patience for how long nothing may get on before a task is given up; less than the server keeps what arrived in part
     * @param silence for how long a connection may stand still before another one is tried
     * @param unused how long what nobody reads is kept
     * @param sweepEvery how often that is looked for
     */
    record Times(Duration patience, Duration silence, Duration unused, Duration sweepEvery) {

        static final Times USUAL = new Times(
                Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofSeconds(30));
    }

    /**
     * How much room there is.
     *
     * @param cacheBytes see {@link Cache}
     * @param reserveBytes see {@link Cache}
     * @param disk who knows
     */
    record Room(long cacheBytes, long reserveBytes, Disk disk) {}

    private RemoteFiles(
            Path folder,
            Room room,
            Times times,
            Clock clock,
            Supplier<Optional<DepotAddress>> depot,
            Optional<DataFolder> shared) {
        this.folder = folder;
        this.shared = Objects.requireNonNull(shared);
        this.times = times;
        this.client = new DepotClient(depot);
        this.returns = new Returns(client, housekeeping);
        this.cache = new Cache(
                new DataFolder(folder), room.cacheBytes(), room.reserveBytes(), times.unused(), room.disk(), clock);
        long sweep = times.sweepEvery().toMillis();
        housekeeping.scheduleWithFixedDelay(cache::sweep, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the cache, and empties it.
     *
     * @param folder for what is fetched; belongs to this JVM alone
     * @param cacheBytes how much may stay there that nobody reads at the moment
     * @param reserveBytes how much of the disk is to stay free
     * @param depot where the server is now; empty while there is none
     * @param shared the server's data folder, if it is seen from here; then recordings are read there
     * @throws IOException if the folder cannot be made or emptied
     */
    public static RemoteFiles open(
            Path folder,
            long cacheBytes,
            long reserveBytes,
            Supplier<Optional<DepotAddress>> depot,
            Optional<DataFolder> shared)
            throws IOException {
        return open(
                folder, new Room(cacheBytes, reserveBytes, Disk.real()), Times.USUAL, Clock.systemUTC(), depot, shared);
    }

    /** With other times and another disk, for tests. */
    static RemoteFiles open(
            Path folder,
            Room room,
            Times times,
            Clock clock,
            Supplier<Optional<DepotAddress>> depot,
            Optional<DataFolder> shared)
            throws IOException {
        empty(folder);
        return new RemoteFiles(folder, room, times, clock, depot, shared);
    }

    /**
     * Fetches the model that the server uses. Blocks; waits for the server if there is none.
     *
     * @return a file that stays until the next start
     * @throws TaskFailure as {@link #fetch}
     */
    public Path model(CancelToken cancel) throws TaskFailure {
        Download download = download(cancel);
        Path target = folder.resolve("model.onnx");
        download.fetch(DepotPaths.MODEL, asked(download, DepotPaths.MODEL), target);
        return target;
    }

    /** A session was deleted: what was fetched of it goes, once nobody reads it. Does not block. */
    public void forget(String sessionId) {
        housekeeping.execute(() -> cache.forget(sessionId));
    }

    @Override
    public SessionFolder fetch(TaskOrder order, CancelToken cancel) throws TaskFailure {
        if (!Ids.isSession(order.sessionId()) || !DepotPaths.isKey(order.detectionKey())) {
            throw TaskFailure.bug(new IllegalArgumentException("an order with odd names: " + order.sessionId()));
        }
        if (shared.isPresent()) {
            return shared.get().session(order.sessionId());
        }
        Recording recording = cache.hold(order);
        ReentrantLock turn = recording.lock(cancel);
        try {
            cancel.check();
            Files.createDirectories(recording.folder().path());
            switch (order.lease().task().kind()) {
                case INSPECT, ENCODE, DETECT -> recording(order, recording, download(cancel));
                case TRANSCODE -> {
                    recording(order, recording, download(cancel));
                    PieceFetch.of(order, recording, cache, download(cancel));
                }
                case RENDER -> {
                    recording(order, recording, download(cancel));
                    playable(order, recording, download(cancel));
                }
                case TRACK -> detections(order, recording, download(cancel));
            }
            return recording.folder();
        } catch (IOException e) {
            throw TaskFailure.transientFault("The worker's disk is full or cannot be written", e);
        } finally {
            cache.settle(recording);
            turn.unlock();
        }
    }

    @Override
    public String deliver(TaskOrder order, Path artefact, CancelToken cancel) throws TaskFailure {
        return Delivery.of(client, returns, times.patience(), times.silence(), cancel, artefact);
    }

    @Override
    public void release(TaskOrder order) {
        cache.release(order);
    }

    /** Stops looking after the cache. What is there is swept at the next start. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
    }

    private void recording(TaskOrder order, Recording recording, Download download) throws TaskFailure {
        Path target = recording.folder().recording();
        if (Files.notExists(target)) {
            cache.promise(recording, order.recordingBytes());
            download.fetch(
                    DepotPaths.recording(order.sessionId()),
                    Download.Promise.of(order.recordingBytes(), order.recordingSha256()),
                    target);
        }
    }

    private void playable(TaskOrder order, Recording recording, Download download) throws TaskFailure, IOException {
        Path target = recording.folder().playable();
        if (Files.notExists(target)) {
            String path = DepotPaths.playable(order.sessionId());
            Optional<Download.Promise> playable = download.ask(path);
            if (playable.isPresent()) {
                cache.promise(recording, order.recordingBytes() + playable.get().bytes());
                download.fetch(path, playable.get(), target);
            }
        }
    }

    private void detections(TaskOrder order, Recording recording, Download download) throws TaskFailure, IOException {
        SessionFolder there = recording.folder();
        int segments = SegmentPlan.of(order.inspection(), order.parameters()).size();
        Path target = there.detections(order.detectionKey(), 0).getParent();
        if (Files.exists(target)) {
            return;
        }
        Path incoming = there.path().resolve("incoming");
        try {
            Files.createDirectories(incoming);
            Path stream = incoming.resolve("stream");
            download.fetchWhole(DepotPaths.detections(order.sessionId(), order.detectionKey()), stream);
            SessionFolder unpacked = new SessionFolder(incoming);
            int came = DetectionStream.unpack(stream, unpacked, order.detectionKey());
            if (came < segments) {
                throw TaskFailure.transientFault(
                        "The server has " + came + " of " + segments + " parts of what was detected", null);
            }
            // All of them appear at once, so that those that are here are all.
            Files.createDirectories(target.getParent());
            Files.move(
                    unpacked.detections(order.detectionKey(), 0).getParent(), target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            empty(incoming);
        }
    }

    private Download.Promise asked(Download download, String path) throws TaskFailure {
        return download.ask(path)
                .orElseThrow(
                        () -> TaskFailure.transientFault("The server does not have what the worker asked for", null));
    }

    private Download download(CancelToken cancel) {
        return new Download(client, times.patience(), times.silence(), cancel);
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path file : left.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
