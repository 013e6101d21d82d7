package dev.lectern;

import dev.lectern.bus.Addresses;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.Ports;
import dev.lectern.cluster.SecureCluster;
import dev.lectern.cluster.ServerBridge;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.config.Settings;
import dev.lectern.depot.DepotVerticle;
import dev.lectern.depot.ModelBytes;
import dev.lectern.depot.StagedFiles;
import dev.lectern.enrol.Reception;
import dev.lectern.enrol.Registrar;
import dev.lectern.job.DataFolder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Registrar.Terms terms;
    private final ModelBytes model;
    private final Consumer<String> left;
    private final Reception reception;
    /** Known once the register was opened, which is before the gate is. */
    private volatile CertificateAuthority authority;

    private Future<MeetingPoint> opening;
    private SecureCluster cluster;
    private ServerBridge bridge;
    private volatile int unknown;
    private String depot;

    /**
     * A gate that is not open yet.
     *
     * @param vertx with the server's own bus
     * @param terms on which workers are let in
     * @param model the detector that is in use
     * @param live what the workers that are there are called
     * @param left is told which slots are gone, on a thread of the cluster
     */
    WorkerGate(
            Vertx vertx,
            DataFolder data,
            Settings.Cluster at,
            Registrar.Terms terms,
            ModelBytes model,
            Supplier<Future<Set<String>>> live,
            Consumer<String> left) {
        this.vertx = vertx;
        this.data = data;
        this.at = at;
        this.terms = terms;
        this.model = model;
        this.left = left;
        this.reception = new Reception(vertx, this::register, live, this::meetingPoint);
    }

    /** Where workers ask to be let in. */
    Reception reception() {
        return reception;
    }

    private Registrar register() throws UnusableKeys {
        authority = CertificateAuthority.open(data.cluster());
        return Registrar.open(data.cluster(), authority, terms, Clock.systemUTC());
    }

    /** Opens the gate if it is not open, and says where it is. */
    private synchronized Future<MeetingPoint> meetingPoint() {
        if (opening == null || opening.failed()) {
            Promise<MeetingPoint> opened = Promise.promise();
            // A thread of its own, because those of Vert.x may not wait for Vert.x.
            Thread opener = new Thread(() -> open(opened), "lectern-gate");
            opener.setDaemon(true);
            opener.start();
            opening = opened.future();
        }
        return opening;
    }

    private void open(Promise<MeetingPoint> opened) {
        try {
            opened.complete(open());
        } catch (Exception e) {
            opened.fail(e);
        }
    }

    @Override
    public synchronized void close() {
        if (opening != null) {
            try {
                opening.otherwiseEmpty().await(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                LOG.warn("the gate was still opening when it was to be shut");
            }
        }
        shut();
    }

    private MeetingPoint open() throws Exception {
        Credentials credentials = authority.own(SERVER, List.of(at.host()));
        Ports ports = Ports.from(at.port());
        try {
            DepotVerticle files =
                    new DepotVerticle(credentials, at.host(), ports.files(), data, model, authority::issued);
            depot = vertx.deployVerticle(files).await(STOP_SECONDS, TimeUnit.SECONDS);
            String run = CLUSTER + UUID.randomUUID();
            cluster = SecureCluster.enter(
                    credentials,
                    run,
                    at.host(),
                    ports,
                    Optional.empty(),
                    data.temp().toString());
            StagedFiles staged = files.staged();
            bridge = new ServerBridge(
                            vertx.eventBus(),
                            cluster.vertx().eventBus(),
                            staged::resolve,
                            name -> vertx.executeBlocking(() -> {
                                staged.discard(name);
                                return null;
                            }))
                    .open();
            SecureCluster seen = cluster;
            ServerBridge through = bridge;
            cluster.vertx().setPeriodic(LOOK_MS, timer -> look(seen, through));
            LOG.info("workers are welcome at {}", at.host());
            return new MeetingPoint(run, at.host(), cluster.membershipPort(), files.port());
        } catch (Exception e) {
            LOG.error("workers cannot be let in: {}", e.toString());
            shut();
            throw e;
        }
    }

    private void look(SecureCluster seen, ServerBridge through) {
        through.keep(seen.members()).forEach(left);
        seen.knownToListen(Addresses.IDLE).onSuccess(known -> {
            unknown = known ? 0 : unknown + 1;
            if (unknown == GIVEN_UP_LOOKS) {
                makeAnew(seen);
            }
        });
    }

    /** The next worker that enrols, and all others look for the server by then, finds a new cluster. */
    private synchronized void makeAnew(SecureCluster damaged) {
        if (cluster != damaged) {
            return;
        }
        LOG.warn("the workers gave this server up, as if it had been frozen; they are let in anew");
        opening = null;
        unknown = 0;
        Thread closer = new Thread(parts(), "lectern-gate");
        closer.setDaemon(true);
        closer.start();
    }

    private void shut() {
        parts().run();
    }

    /** Forgets what is there now; what is answered ends it, and blocks. */
    private Runnable parts() {
        SecureCluster itsCluster = cluster;
        ServerBridge itsBridge = bridge;
        String itsDepot = depot;
        cluster = null;
        bridge = null;
        depot = null;
        return () -> {
            if (itsBridge != null) {
                itsBridge.close();
            }
            if (itsDepot != null) {
                vertx.undeploy(itsDepot);
            }
            if (itsCluster != null) {
                itsCluster.close();
            }
        };
    }
}
