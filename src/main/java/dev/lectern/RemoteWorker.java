package dev.lectern;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.SessionHint;
import dev.lectern.bus.WorkerCard;
import dev.lectern.cluster.Ports;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.config.DataLock;
import dev.lectern.config.InvalidConfig;
import dev.lectern.depot.DepotAddress;
import dev.lectern.depot.RemoteFiles;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.ModelFamily;
import dev.lectern.enrol.EnrolAnswer;
import dev.lectern.enrol.WorkerIdentity;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.ScratchFolders;
import dev.lectern.worker.PresenceVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker in a JVM of its own, wired. Its slots live on a bus of this JVM and go on with their tasks while {@link ServerLink} finds
 * the server again.
 */
final class RemoteWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWorker.class);
    private static final long CACHE_BYTES = 20L << 30;
    private static final long DISK_RESERVE = 1L << 30;
    /** Less than for recordings, which may be fetched again. */
    private static final long WORK_RESERVE = 128L << 20;

    private static final long STOP_SECONDS = 8;

    private final WorkerPlan plan;
    private final Started parts = new Started();
    private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
    private final Instant since = Instant.now();
    private Vertx vertx;
    private Path folder;
    private FfmpegBinaries binaries;
    private RemoteFiles files;
    private ServerLink link;
    private PresenceVerticle presence;
    private volatile Crew crew;
    private DetectorModel detector;

    private RemoteWorker(WorkerPlan plan) {
        this.plan = plan;
    }

    /**
     * Starts a worker; returns when it has joined. Waits for a server that is not there yet.
     *
     * @throws StartFailure with a sentence, if it is not let in or cannot work here
     */
    static RemoteWorker start(WorkerPlan plan) throws StartFailure, InterruptedException {
        RemoteWorker worker = new RemoteWorker(plan);
        try {
            worker.bring();
            return worker;
        } catch (StartFailure | InterruptedException e) {
            worker.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            worker.close();
            throw new StartFailure("The worker could not start: " + e.getMessage(), e);
        }
    }

    /** What the server calls it. */
    String name() {
        return link.name();
    }

    /** Waits until it cannot go on, and says why; empty if it was told to end. */
    Optional<String> awaitEnd() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is never completed with a failure", e);
        }
    }

    /** Takes no more work, finishes or hands back what it has, and leaves; at once if the server does not want it any more. */
    @Override
    public void close() {
        if (presence != null) {
            presence.draining();
        }
        Crew atWork = crew;
        if (atWork != null) {
            Duration grace = ended.isDone() ? Duration.ZERO : plan.grace();
            await(atWork.end(grace), grace.toSeconds() + STOP_SECONDS);
        }
        if (detector != null) {
            detector.close();
        }
        parts.close();
        ended.complete(Optional.empty());
    }

    private void bring() throws StartFailure, IOException, InterruptedException {
        folder = folder();
        binaries = Parts.ffmpeg(plan.hardware());
        Parts.checkProvider(plan.hardware());
        DataFolder own = new DataFolder(folder);
        for (Path swept : List.of(own.work(), own.temp())) {
            DataSweep.empty(swept);
        }
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCacheDir(own.temp().toString())));
        parts.keep("event loops", () -> await(vertx.close(), STOP_SECONDS));
        RecordCodec.register(vertx.eventBus());
        WorkerIdentity identity = plan.data().isPresent() ? identity(own.cluster()) : WorkerIdentity.inMemory();
        link = new ServerLink(
                plan, identity, vertx, own.temp(), Ports.from(plan.ports()), this::admitted, this::giveUp);
        parts.keep("link to the server", link);
        link.enter();
    }

    /** With each admission the server may have become another one: with another detector, or at another place. */
    private List<String> admitted(EnrolAnswer answer) throws StartFailure {
        if (files == null) {
            files = files(answer);
            parts.keep("recordings", files);
            vertx.eventBus()
                    .<SessionHint>consumer(
                            Addresses.SESSION_DELETED,
                            hint -> files.forget(hint.body().sessionId()));
            presence = new PresenceVerticle(new WorkerCard(
                    answer.worker(), plan.machine(), plan.slots(), Lectern.Version.number(), since, false));
            await(vertx.deployVerticle(presence), STOP_SECONDS);
        }
        if (detector == null || !detector.sha256().equals(answer.detector().sha256())) {
            if (detector != null) {
                LOG.info("the server has another detector now");
                await(crew.end(Duration.ZERO), STOP_SECONDS);
                detector.close();
            }
            detector = model(answer.detector());
            crew = Crew.of(
                    vertx,
                    answer.worker(),
                    plan.slots(),
                    detector,
                    binaries,
                    files,
                    new DataFolder(folder).work(),
                    WORK_RESERVE,
                    // Another worker has room.
                    Duration.ZERO);
            link.whenIn(this::begin);
        }
        return crew.slots();
    }

    private void begin() {
        crew.begin().onFailure(e -> {
            LOG.error("the slots could not begin", e);
            giveUp("This worker's slots could not begin: " + e.getMessage());
        });
    }

    private RemoteFiles files(EnrolAnswer answer) throws StartFailure {
        Optional<DataFolder> shared =
                plan.apart() ? Optional.empty() : answer.marker().dataFolder().map(DataFolder::new);
        try {
            return RemoteFiles.open(folder.resolve("recordings"), CACHE_BYTES, DISK_RESERVE, this::depot, shared);
        } catch (IOException e) {
            throw new StartFailure("The folder for recordings could not be made: " + e.getMessage(), e);
        }
    }

    private Optional<DepotAddress> depot() {
        return link.depot();
    }

    private DetectorModel model(EnrolAnswer.Detector wanted) throws StartFailure {
        if (wanted.bundled()) {
            DetectorModel bundled = Parts.detector(plan.hardware(), DetectorModel::bundled);
            if (bundled.sha256().equals(wanted.sha256())) {
                return bundled;
            }
            bundled.close();
        }
        ModelFamily family = wanted.family() == null
                ? null
                : ModelFamily.valueOf(wanted.family().toUpperCase(Locale.ROOT));
        DetectorModel fetched = fetched(wanted, family);
        if (!fetched.sha256().equals(wanted.sha256())) {
            throw new StartFailure("The server's detector changed while it was fetched; start the worker again", null);
        }
        return fetched;
    }

    private DetectorModel fetched(EnrolAnswer.Detector wanted, ModelFamily family) throws StartFailure {
        try {
            Path file = files.model(new CancelToken());
            return Parts.detector(
                    plan.hardware(), provider -> DetectorModel.load(file, family, wanted.source(), provider));
        } catch (StartFailure | TaskFailure e) {
            throw new StartFailure("The server's detector cannot be used here: " + e.getMessage(), e);
        }
    }

    private void giveUp(String why) {
        ended.complete(Optional.of(why));
    }

    private Path folder() throws StartFailure, IOException {
        if (plan.data().isEmpty()) {
            Path made = ScratchFolders.make("worker");
            parts.keep("folder", () -> ScratchFolders.delete(made));
            return made;
        }
        try {
            return parts.keep("folder", DataLock.open(plan.data().get())).root();
        } catch (InvalidConfig e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private static WorkerIdentity identity(Path folder) throws StartFailure {
        try {
            return WorkerIdentity.in(folder);
        } catch (UnusableKeys e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private static void await(Future<?> future, long seconds) {
        try {
            future.await(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("it took longer than {} s", seconds);
        }
    }
}
