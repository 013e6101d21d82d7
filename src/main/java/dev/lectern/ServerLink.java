package dev.lectern;

import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.Ports;
import dev.lectern.cluster.SecureCluster;
import dev.lectern.cluster.WorkerBridge;
import dev.lectern.depot.DepotAddress;
import dev.lectern.enrol.EnrolAnswer;
import dev.lectern.enrol.EnrolClient;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.ServerTls;
import dev.lectern.enrol.WorkerIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker with its server: enrols, enters the cluster, opens the bridge, and does all of it again when the server is gone or
 * does not answer. A worker that cannot enter the first time ends with a sentence; later it keeps trying, because servers come back.
 */
final class ServerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLink.class);
    /** For how long a server may not answer before the cluster is entered anew. */
    private static final Duration SILENCE = Duration.ofSeconds(5);
    /** A newcomer that nobody answers for this long is alone. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(30);

    private static final int ANY_PORT = 9;

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Makes the slots ready for a server that let the worker in, and names them. */
    interface Admission {
        List<String> admitted(EnrolAnswer answer) throws StartFailure;
    }

    private final WorkerPlan plan;
    private final WorkerIdentity identity;
    private final Vertx local;
    private final Path temp;
    private final Ports ports;
    private final Admission admission;
    private final Consumer<String> giveUp;
    private final Thread thread = new Thread(this::keep, "lectern-server-link");
    private volatile EnrolAnswer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Runnable firstIn = () -> {};
    private int failedToEnter;
    private SecureCluster cluster;
    private String founder;
    private WorkerBridge bridge;

    /**
     * A link that is not made yet.
     *
     * @param local the worker's own bus
     * @param temp a folder for what libraries unpack
     * @param giveUp is told, in a sentence, that the server will not have this worker any more
     */
    ServerLink(
            WorkerPlan plan,
            WorkerIdentity identity,
            Vertx local,
            Path temp,
            Ports ports,
            Admission admission,
            Consumer<String> giveUp) {
        this.plan = plan;
        this.identity = identity;
        this.local = local;
        this.temp = temp;
        this.ports = ports;
        this.admission = admission;
        this.giveUp = giveUp;
        thread.setDaemon(true);
    }

    /** Enters for the first time, then keeps the link on a thread of its own. Waits for a server that is not there. */
    void enter() throws StartFailure, InterruptedException {
        try {
            connect(true);
        } catch (EnrolFailure e) {
            throw new StartFailure(e.getMessage(), e);
        }
        thread.start();
    }

    /** Runs something once when orders can reach the slots the next time. */
    void whenIn(Runnable action) {
        firstIn = action;
    }

    /** What the server calls this worker. */
    String name() {
        return server.worker();
    }

    /** Where files are, if a server is known. */
    Optional<DepotAddress> depot() {
        EnrolAnswer now = server;
        Optional<Credentials> credentials = identity.credentials();
        return now == null || credentials.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DepotAddress(now.meeting().host(), now.meeting().filesPort(), credentials.get()));
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(8).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave();
    }

    private void keep() {
        try {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                // With a certificate that is about to end, the cluster is entered anew as well.
                if (lost() || identity.due(Instant.now())) {
                    LOG.info("not with the server any more; looking for it at {}", plan.server());
                    leave();
                    connect(false);
                    LOG.info("back with the server at {}", plan.server());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the link ends");
        } catch (EnrolFailure | StartFailure e) {
            giveUp.accept(e.getMessage());
        } catch (RuntimeException e) {
            // Without this thread the worker would stay cut off for ever.
            LOG.error("the link to the server broke", e);
            giveUp.accept("This worker cannot go on: " + e);
        }
    }

    private boolean lost() {
        // The server founds each of its clusters, so with the founder it is gone, however many others are still there.
        return cluster.members().size() < 2
                || !cluster.founder().equals(founder)
                || bridge.silence().compareTo(SILENCE) > 0;
    }

    private void connect(boolean first) throws EnrolFailure, StartFailure, InterruptedException {
        Duration wait = FIRST_WAIT;
        boolean told = false;
        while (true) {
            try {
                server = enrol();
                if (tryToEnter(first)) {
                    return;
                }
            } catch (EnrolFailure e) {
                if (e.kind() != EnrolFailure.Kind.AWAY) {
                    throw e;
                }
                if (!told) {
                    LOG.info("{} Waiting for it.", e.getMessage());
                    told = true;
                }
            }
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("told to end");
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    /** Enters the cluster of the server that let us in. Answers false if that did not work and is to be tried again. */
    private boolean tryToEnter(boolean first) throws StartFailure, InterruptedException {
        List<String> slots = admission.admitted(server);
        try {
            cluster = SecureCluster.enter(
                    identity.credentials().orElseThrow(),
                    server.meeting().cluster(),
                    address(),
                    ports,
                    Optional.of(server.meeting()),
                    temp.toString());
            bridge = new WorkerBridge(local.eventBus(), cluster);
            bridge.open(slots).await(FIRST_WORD.toSeconds(), TimeUnit.SECONDS);
            awaitFirstWord();
            founder = cluster.founder();
            firstIn.run();
            firstIn = () -> {};
            return true;
        } catch (IOException | TimeoutException e) {
            leave();
            // Once may be because the server ended just then; it will be asked again whether it is there.
            if (first && failedToEnter++ > 0) {
                throw new StartFailure(e.getMessage(), e);
            }
            LOG.warn("{}", e.getMessage());
            return false;
        }
    }

    private EnrolAnswer enrol() throws EnrolFailure {
        return new EnrolClient(
                        Lectern.Version.number(),
                        plan.name(),
                        plan.machine(),
                        List.of(address()),
                        plan.serverCa().map(ServerTls::trusting))
                .enrol(plan.server(), plan.token(), identity);
    }

    /** This machine's address for others: the one that packets to the server would have. */
    private String address() {
        if (plan.address().isPresent()) {
            return plan.address().get();
        }
        try (DatagramSocket way = new DatagramSocket()) {
            // Sends nothing: it only asks the routing table.
            way.connect(new InetSocketAddress(plan.server().getHost(), ANY_PORT));
            return way.getLocalAddress().getHostAddress();
        } catch (IOException | UncheckedIOException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    private void awaitFirstWord() throws IOException, InterruptedException {
        try {
            bridge.firstWord().get(FIRST_WORD.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(alone(), e);
        }
    }

    private String alone() {
        MeetingPoint meeting = server.meeting();
        return "The server at " + plan.server() + " let this worker in, but is not reached at " + meeting.host() + ":"
                + meeting.membershipPort() + " from " + address()
                + ". Is a firewall between them, or is the server's LECTERN_CLUSTER_HOST or this worker's --address another"
                + " machine's?";
    }

    private void leave() {
        if (bridge != null) {
            bridge.close();
            bridge = null;
        }
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
