package dev.lectern;

import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.WorkerCard;
import dev.lectern.config.Settings;
import dev.lectern.coordinator.CoordinatorVerticle;
import dev.lectern.coordinator.Departures;
import dev.lectern.coordinator.Figures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.detect.DetectorModel;
import dev.lectern.events.RedisEventLog;
import dev.lectern.http.HttpVerticle;
import dev.lectern.http.QueueState;
import dev.lectern.job.DataFolder;
import dev.lectern.media.DecodedPictures;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.metrics.Meters;
import dev.lectern.outlook.Experience;
import dev.lectern.outlook.Prospect;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.queue.TaskQueue;
import dev.lectern.redis.RedisAddress;
import dev.lectern.redis.RedisLink;
import dev.lectern.store.Store;
import dev.lectern.worker.PresenceVerticle;
import dev.lectern.worker.SessionFiles;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything, wired: what is started here is stopped in the opposite order. */
final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /** The worker in the server's own JVM. */
    private static final String WORKER = "local";

    /** In which somebody may delete something. */
    private static final Duration DISK_PATIENCE = Duration.ofMinutes(1);

    private final Started started = new Started();
    private String url;
    private boolean locked;

    private Server() {}

    /**
     * Starts a server.
     *
     * @throws StartFailure with a sentence, after everything that had been started was stopped again
     */
    static Server start(Settings settings) throws StartFailure {
        Server server = new Server();
        try {
            server.bring(settings);
            return server;
        } catch (StartFailure e) {
            server.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw new StartFailure("Lectern could not start: " + e.getMessage(), e);
        }
    }

    /** Where it is to be reached. */
    String url() {
        return url;
    }

    /** Whether one has to log in. */
    boolean locked() {
        return locked;
    }

    /** Stops everything in order; what does not stop in time is left to the end of the process. */
    @Override
    public void close() {
        started.close();
    }

    private void bring(Settings settings) throws StartFailure, IOException {
        DataFolder data =
                new DataFolder(keep("data folder", Parts.dataLock(settings)).root());
        // The slow parts do not need each other.
        CompletableFuture<DetectorModel> model = Meanwhile.bring(() -> Parts.detector(settings));
        CompletableFuture<FfmpegBinaries> ffmpeg = Meanwhile.bring(() -> Parts.ffmpeg(settings.hardware()));
        CompletableFuture<RedisAddress> redis =
                Meanwhile.bring(() -> RedisStart.address(settings, data.root(), started));

        // Here and not in the system's temp folder, so that the next start sweeps what a killed server left.
        DataSweep.empty(data.temp());
        System.setProperty("org.sqlite.tmpdir", data.temp().toString());
        Meters meters = keep("figures", new Meters(Clock.systemUTC()));
        meters.decodedPictures(DecodedPictures::count);
        Vertx vertx = meters.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCacheDir(data.temp().toString())));
        keep("event loops", () -> stopped(vertx.close()));
        RecordCodec.register(vertx.eventBus());
        Store store = await(Store.open(vertx, data.database()));
        keep("database", () -> stopped(store.close()));
        boolean accounts = FirstAccount.see(store, settings);
        DataSweep.empty(data.work());
        DataSweep.empty(data.uploads());
        DataSweep.empty(data.trash());
        DataSweep.keepOnly(data.sessions(), Set.copyOf(await(store.sessions().ids())));

        RedisAddress address = Meanwhile.brought(redis);
        if (settings.redis().isPresent()) {
            RedisStart.check(vertx, address);
        }
        RedisLink link = RedisLink.open(vertx, address);
        keep("link to Redis", () -> stopped(link.close()));
        DetectorModel detector = keep("detector", Meanwhile.brought(model));
        FfmpegBinaries binaries = Meanwhile.brought(ffmpeg);

        new Sweeper(vertx, data, store, Clock.systemUTC()).start();
        RedisEventLog events = new RedisEventLog(link, settings.redis().isEmpty());
        Departures departures = new Departures();
        Crew crew = Crew.of(
                vertx,
                WORKER,
                settings.workers(),
                detector,
                binaries,
                SessionFiles.in(data),
                data.work(),
                settings.diskReserveBytes(),
                DISK_PATIENCE);
        TaskQueue queue = new RedisTaskQueue(link);
        Shelf shelf = new Shelf(vertx, data, detector.sha256());
        Experience experience =
                new Experience(store, shelf, await(store.speeds().read()));
        deploy(
                vertx,
                "coordinator",
                new CoordinatorVerticle(new CoordinatorVerticle.Seams(
                        store,
                        queue,
                        events,
                        shelf,
                        LeasePolicy.DEFAULT.withAttempts(settings.attempts()),
                        holder -> holder.startsWith(WORKER + "-") && !holder.startsWith(crew.prefix()),
                        departures,
                        link::up,
                        Figures.both(meters, experience),
                        Clock.systemUTC())));
        keep("slots", () -> stopped(crew.end(Duration.ZERO)));
        if (settings.workers() > 0) {
            deploy(
                    vertx,
                    "presence",
                    new PresenceVerticle(new WorkerCard(
                            WORKER,
                            ThisMachine.name(),
                            settings.workers(),
                            Lectern.Version.number(),
                            Instant.now(),
                            false)));
        }
        await(crew.begin());
        BusCoordination coordination = new BusCoordination(vertx.eventBus());
        WorkerGate gate = keep(
                "gate for workers",
                new WorkerGate(
                        vertx,
                        data,
                        settings.cluster(),
                        () -> Parts.terms(settings, detector),
                        Parts.modelBytes(settings),
                        () -> coordination.queue().map(Server::names),
                        slot -> departures.left(slot, Instant.now())));
        HttpVerticle http = new HttpWiring(
                        settings, vertx, data, store, link, queue, events, meters, detector, binaries, coordination)
                .verticle(gate, new Prospect(experience, shelf, coordination, Clock.systemUTC()));
        listen(vertx, http, settings);
        locked = accounts;
        url = HttpWiring.url(settings, http.port());
    }

    private static Set<String> names(QueueState queue) {
        return queue.workers().stream().map(QueueState.Worker::name).collect(Collectors.toSet());
    }

    private void deploy(Vertx vertx, String name, Deployable verticle) throws StartFailure {
        try {
            String id = await(vertx.deployVerticle(verticle));
            keep(name, () -> stopped(vertx.undeploy(id)));
        } catch (Exception e) {
            // Future.await throws what the future failed with, checked or not.
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private void listen(Vertx vertx, HttpVerticle http, Settings settings) throws StartFailure {
        try {
            deploy(vertx, "HTTP", http);
        } catch (StartFailure e) {
            throw new StartFailure(
                    e.getCause() instanceof BindException
                            ? "Port " + settings.port() + " on " + settings.host() + " is in use or not to be had ("
                                    + e.getMessage() + "). Choose another with LECTERN_PORT or --port."
                            : e.getMessage(),
                    e);
        }
    }

    private <T extends AutoCloseable> T keep(String name, T part) {
        return started.keep(name, part);
    }

    private static <T> T await(Future<T> future) {
        return Waiting.USUAL.started(future);
    }

    private static <T> T stopped(Future<T> future) {
        return Waiting.USUAL.stopped(future);
    }
}
