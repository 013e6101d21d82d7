package dev.lectern.depot;

import dev.lectern.cluster.Credentials;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side: gives out what workers read and takes in what they made, to and from members of the cluster only. Who shows no
 * certificate of the server's authority does not get as far as a request.
 */
public final class DepotVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DepotVerticle.class);
    private static final String TLS = "TLSv1.3";
    private static final int IDLE_SECONDS = 300;
    private static final int GRACE_SECONDS = 2;
    private static final int DISK_THREADS = 2;
    /** Checking a very large artefact takes a while on a slow disk. */
    private static final int DISK_MINUTES = 10;

    private final Credentials credentials;
    private final String host;
    private final int port;
    private final DataFolder data;
    private final ModelBytes model;
    private final Predicate<X509Certificate> good;
    private final DepotLimits limits;
    private final Disk disk;
    private final Clock clock;
    private final StagedFiles staged;
    private HttpServer server;

    /**
     * A depot that is not started yet.
     *
     * @param credentials of the server; who shows no certificate of the same authority is refused
     * @param host what to listen on
     * @param port 0 for any free one
     * @param data the server's; what is in its {@link DataFolder#work} of an earlier depot goes when this one starts
     * @param model the detector that is in use here
     */
    public DepotVerticle(Credentials credentials, String host, int port, DataFolder data, ModelBytes model) {
        this(credentials, host, port, data, model, member -> true);
    }

    /**
     * As the other one.
     *
     * @param good whether a certificate of the authority is still believed; asked for each request, on the event loop
     */
    public DepotVerticle(
            Credentials credentials,
            String host,
            int port,
            DataFolder data,
            ModelBytes model,
            Predicate<X509Certificate> good) {
        this(credentials, host, port, data, model, good, DepotLimits.USUAL, Disk.real(), Clock.systemUTC());
    }

    /** With other limits, for tests. */
    DepotVerticle(
            Credentials credentials,
            String host,
            int port,
            DataFolder data,
            ModelBytes model,
            Predicate<X509Certificate> good,
            DepotLimits limits,
            Disk disk,
            Clock clock) {
        this.credentials = Objects.requireNonNull(credentials);
        this.host = Objects.requireNonNull(host);
        this.port = port;
        this.data = Objects.requireNonNull(data);
        this.model = Objects.requireNonNull(model);
        this.good = Objects.requireNonNull(good);
        this.limits = limits;
        this.disk = disk;
        this.clock = clock;
        this.staged = new StagedFiles(data, clock);
    }

    @Override
    public Future<?> start() {
        WorkerExecutor blocking =
                vertx.createSharedWorkerExecutor("lectern-depot", DISK_THREADS, DISK_MINUTES, TimeUnit.MINUTES);
        Path arriving = data.arriving();
        Uploads uploads = new Uploads(vertx, blocking, arriving, staged, limits, disk, clock);
        server = vertx.createHttpServer(options()).requestHandler(router(uploads, blocking));
        vertx.setPeriodic(limits.sweepEvery().toMillis(), timer -> {
            uploads.sweep();
            blocking.executeBlocking(
                            () -> {
                                staged.sweep();
                                return null;
                            },
                            false)
                    .onFailure(e -> LOG.warn("what no report named could not be looked through", e));
        });
        return blocking.executeBlocking(
                        () -> {
                            empty(arriving);
                            empty(staged.folder());
                            return null;
                        },
                        false)
                .compose(swept -> server.listen());
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on; known once it is deployed. */
    public int port() {
        return server.actualPort();
    }

    /** What workers delivered to it. */
    public StagedFiles staged() {
        return staged;
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of(TLS))
                .setKeyCertOptions(credentials.identity())
                .setTrustOptions(credentials.trust())
                .setClientAuth(ClientAuth.REQUIRED)
                .setUseAlpn(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private Router router(Uploads uploads, WorkerExecutor blocking) {
        Router router = Router.router(vertx);
        router.route().failureHandler(ctx -> Refusal.answer(ctx, ctx.failure())).handler(this::admit);
        new FileRoutes(data).addTo(router);
        router.get(DepotPaths.DETECTIONS_ROUTE).handler(new DetectionsRoute(data, blocking));
        router.route(DepotPaths.MODEL)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(ctx -> sendModel(ctx, blocking));
        new ArtefactRoutes(uploads).addTo(router);
        router.route().handler(ctx -> Refusal.answer(ctx, FileRoutes.missing()));
        return router;
    }

    private void admit(RoutingContext ctx) {
        try {
            if (!good.test(
                    (X509Certificate) ctx.request().connection().sslSession().getPeerCertificates()[0])) {
                throw new Refusal(Refusal.NOT_BELIEVED, "The certificate of this worker is not good any more.");
            }
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a client without a certificate came through", e);
        }
        ctx.next();
    }

    private void sendModel(RoutingContext ctx, WorkerExecutor blocking) {
        blocking.executeBlocking(model::read, false)
                .onFailure(e -> Refusal.answer(ctx, e))
                .onSuccess(bytes -> {
                    HttpServerResponse response = ctx.response()
                            .putHeader(DepotHeaders.SHA256, Sha256.of(bytes))
                            .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
                    if (ctx.request().method().equals(HttpMethod.HEAD)) {
                        response.end();
                    } else {
                        response.end(Buffer.buffer(bytes));
                    }
                });
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
