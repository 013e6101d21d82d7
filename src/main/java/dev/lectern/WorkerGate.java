package dev.lectern;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.WorkerRemoved;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.Ports;
import dev.lectern.cluster.SecureCluster;
import dev.lectern.cluster.ServerBridge;
import dev.lectern.config.Settings;
import dev.lectern.depot.DepotVerticle;
import dev.lectern.depot.ModelBytes;
import dev.lectern.depot.StagedFiles;
import dev.lectern.enrol.Reception;
import dev.lectern.enrol.Registrar;
import dev.lectern.enrol.Removed;
import dev.lectern.job.DataFolder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where workers of other JVMs come in. It opens when the first one enrols, so that a server without any listens on nothing but its
 * HTTP port.
 */
final class WorkerGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerGate.class);
    private static final String SERVER = "server";
    private static final String CLUSTER = "lectern-";
    private static final long LOOK_MS = 500;
    /** Once may be because it was looked while something was changing. */
    private static final int GIVEN_UP_LOOKS = 3;

    private static final long STOP_SECONDS = 5;

    private final Vertx vertx;
    private final DataFolder data;
    private final Settings.Cluster at;
    private final Callable<Registrar.Terms> terms;
    private final ModelBytes model;
    private final Consumer<String> left;
    private final Reception reception;
    /** Known once the register was opened, which is before the gate is. */
    private volatile CertificateAuthority authority;

    /** Opens and shuts one after the other, on a thread of its own, because those of Vert.x may not wait for Vert.x. */
    private final ExecutorService porter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lectern-gate");
        thread.setDaemon(true);
        return thread;
    });

    private Future<MeetingPoint> opening;
    private volatile Optional<ServerBridge> bridge = Optional.empty();
    /** What is open; only touched by the porter. */
    private Started parts = new Started();

    /**
     * A gate that is not open yet.
     *
     * @param vertx with the server's own bus
     * @param terms on which workers are let in; asked for when the first one comes, and may block
     * @param model the detector that is in use
     * @param live what the workers that are there are called
     * @param left is told which slots are gone, on a thread of the cluster
     */
    WorkerGate(
            Vertx vertx,
            DataFolder data,
            Settings.Cluster at,
            Callable<Registrar.Terms> terms,
            ModelBytes model,
            Supplier<Future<Set<String>>> live,
            Consumer<String> left) {
        this.vertx = vertx;
        this.data = data;
        this.at = at;
        this.terms = terms;
        this.model = model;
        this.left = left;
        this.reception = new Reception(vertx, this::register, live, this::meetingPoint, this::expel);
    }

    /** Where workers ask to be let in. */
    Reception reception() {
        return reception;
    }

    private Registrar register() throws Exception {
        authority = CertificateAuthority.open(data.cluster());
        return Registrar.open(data.cluster(), authority, terms.call(), Clock.systemUTC());
    }

    /** Opens the gate if it is not open, and says where it is. */
    private synchronized Future<MeetingPoint> meetingPoint() {
        if (opening == null || opening.failed()) {
            Promise<MeetingPoint> opened = Promise.promise();
            porter.execute(() -> open(opened));
            opening = opened.future();
        }
        return opening;
    }

    /** The next worker that enrols, and all others look for the server by then, finds a new cluster. Completes when it is shut. */
    private synchronized Future<Void> makeAnew() {
        opening = null;
        Promise<Void> isShut = Promise.promise();
        porter.execute(() -> {
            try {
                shut();
                isShut.complete();
            } catch (RuntimeException e) {
                isShut.fail(e);
            }
        });
        return isShut.future();
    }

    /**
     * Ends what stands with a worker that was shut out. New connections of it are refused already; those that are there, and TLS
     * sessions that could be resumed, end with the cluster. The others hear of it when they enter the next one, and believe the worker
     * no more either.
     */
    private synchronized Future<Void> expel(Removed removed) {
        boolean there = opening != null;
        if (there) {
            bridge.ifPresent(ServerBridge::close);
            bridge = Optional.empty();
            LOG.warn("worker={} is expelled; all others are let in anew", removed.worker());
        }
        Future<?> told = vertx.eventBus()
                .request(Addresses.WORKER_REMOVED, new WorkerRemoved(removed.worker(), there))
                // Its leases lapse, then.
                .onFailure(e -> LOG.warn("worker={}: its tasks are not free yet: {}", removed.worker(), e.toString()))
                .otherwiseEmpty();
        return Future.join(told, there ? makeAnew() : Future.succeededFuture()).mapEmpty();
    }

    @Override
    public void close() {
        porter.execute(this::shut);
        porter.shutdown();
        try {
            if (!porter.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the gate was not shut in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(Promise<MeetingPoint> opened) {
        try {
            opened.complete(open());
        } catch (Exception e) {
            LOG.error("workers cannot be let in: {}", e.toString());
            shut();
            opened.fail(e);
        }
    }

    private void shut() {
        parts.close();
        parts = new Started();
        bridge = Optional.empty();
    }

    private MeetingPoint open() throws Exception {
        Credentials credentials = authority.own(SERVER, List.of(at.host()));
        Ports ports = Ports.from(at.port());
        DepotVerticle files = new DepotVerticle(credentials, at.host(), ports.files(), data, model, authority::issued);
        String deployment = Waiting.USUAL.started(vertx.deployVerticle(files));
        parts.keep("depot", () -> Waiting.USUAL.stopped(vertx.undeploy(deployment)));
        String run = CLUSTER + UUID.randomUUID();
        SecureCluster cluster = parts.keep(
                "cluster",
                SecureCluster.enter(
                        credentials,
                        run,
                        at.host(),
                        ports,
                        Optional.empty(),
                        data.temp().toString()));
        StagedFiles staged = files.staged();
        ServerBridge passing = new ServerBridge(
                        vertx.eventBus(), cluster.vertx().eventBus(), staged::resolve, name -> discard(staged, name))
                .open();
        parts.keep("bridge", passing::close);
        bridge = Optional.of(passing);
        AtomicInteger unknown = new AtomicInteger();
        cluster.vertx().setPeriodic(LOOK_MS, timer -> look(cluster, passing, unknown));
        LOG.info("workers are welcome at {}", at.host());
        return new MeetingPoint(run, at.host(), cluster.membershipPort(), files.port());
    }

    private void discard(StagedFiles staged, String name) {
        vertx.executeBlocking(() -> {
                    staged.discard(name);
                    return null;
                })
                .onFailure(e -> LOG.warn("{}, which nobody wants, stays for now: {}", name, e.toString()));
    }

    /** @param unknown how many looks in a row found that the workers know nothing of this server */
    private void look(SecureCluster cluster, ServerBridge passing, AtomicInteger unknown) {
        passing.keep(cluster.members()).forEach(slot -> {
            LOG.info("slot {} is gone", slot);
            left.accept(slot);
        });
        cluster.knownToListen(Addresses.IDLE).onSuccess(known -> {
            if (known) {
                unknown.set(0);
            } else if (unknown.incrementAndGet() == GIVEN_UP_LOOKS
                    && bridge.filter(passing::equals).isPresent()) {
                LOG.warn("the workers gave this server up, as if it had been frozen; they are let in anew");
                makeAnew();
            }
        });
    }
}
