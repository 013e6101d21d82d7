package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.events.EventLog;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Parameters;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The HTTP server: every route, and nothing else. */
public final class HttpVerticle extends VerticleBase {

    private static final int GRACE_SECONDS = 5;
    private static final long EXPIRY_FIRST_MILLIS = 10_000;
    private static final long EXPIRY_MILLIS = 3_600_000;

    private final HttpSettings settings;
    private final Store store;
    private final Clock clock;
    private final Parameters parameters;
    private final Coordination coordination;
    private final UploadCheck check;
    private final Readiness readiness;
    private final EventLog events;
    private final Metering metering;
    private final EventHub.Times times;
    private HttpLimits limits = HttpLimits.NONE;
    private KeepFor keep = KeepFor.EVER;
    private Enrolment enrolment;
    private People people;
    private Outlook outlook;
    private AccessSettings access = AccessSettings.PLAIN;
    private Previews previews = Previews.NONE;
    private Audience audience;
    private Entrance entrance;
    private Resumable resumable;
    private Snapshots snapshots;
    private EventHub hub;
    private HttpServer server;

    /**
     * A server that is not started yet.
     *
     * @param clock gives the times that are stored
     * @param parameters those of a job whose request names none
     * @param events what happened
     * @param metering who measures
     */
    public HttpVerticle(
            HttpSettings settings,
            Store store,
            Clock clock,
            Parameters parameters,
            Coordination coordination,
            UploadCheck check,
            Readiness readiness,
            EventLog events,
            Metering metering) {
        this(
                settings,
                store,
                clock,
                parameters,
                coordination,
                check,
                readiness,
                events,
                metering,
                EventHub.Times.USUAL);
    }

    /** With less patience, for tests. */
    HttpVerticle(
            HttpSettings settings,
            Store store,
            Clock clock,
            Parameters parameters,
            Coordination coordination,
            UploadCheck check,
            Readiness readiness,
            EventLog events,
            Metering metering,
            EventHub.Times times) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.parameters = parameters;
        this.coordination = coordination;
        this.check = check;
        this.readiness = readiness;
        this.events = events;
        this.metering = metering;
        this.times = times;
    }

    /** Has workers of other JVMs let in; without this there is nothing at those addresses. Not to be called once it is deployed. */
    public HttpVerticle enrolling(Enrolment workers) {
        this.enrolment = workers;
        return this;
    }

    /** Has people put right who is who; without this there is nothing at those addresses. Not to be called once it is deployed. */
    public HttpVerticle correcting(People persons) {
        this.people = persons;
        return this;
    }

    /** Has something shown of recordings that are still being looked at. Not to be called once it is deployed. */
    public HttpVerticle previewing(Previews preliminary) {
        this.previews = preliminary;
        return this;
    }

    /** Has it said before how long it would take; without this there is nothing at that address. Not to be called once it is deployed. */
    public HttpVerticle foreseeing(Outlook said) {
        this.outlook = said;
        return this;
    }

    /** Bounds what clients may take; without this only single requests are bounded. Not to be called once it is deployed. */
    public HttpVerticle limited(HttpLimits most) {
        this.limits = most;
        return this;
    }

    /** Has what is older deleted, soon after the start and then once an hour. Not to be called once it is deployed. */
    public HttpVerticle keeping(KeepFor ages) {
        this.keep = ages;
        return this;
    }

    /** Says how it is guarded. Not to be called once it is deployed. */
    public HttpVerticle guarded(AccessSettings guarding) {
        this.access = guarding;
        return this;
    }

    @Override
    public Future<?> start() {
        Recordings recordings = new Recordings(vertx, new DataFolder(settings.dataDir()));
        CorsHandler cors = new CorsHandler(settings.corsOrigins());
        snapshots = new Snapshots(store);
        audience = new Audience(store);
        entrance = new Entrance(vertx, settings, access, store, clock);
        hub = new EventHub(vertx, events, snapshots, clock, times, limits, audience, entrance::holds).start();
        Router router = router(recordings, cors);
        Connections connections = new Connections(limits, entrance.clients()).watch(vertx);
        server = vertx.createHttpServer(Listening.options(settings, access.tls()))
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.requested(request);
                    router.handle(request);
                })
                .invalidRequestHandler(new InvalidRequests(cors));
        Expiry expiry =
                new Expiry(store, recordings, new Deletion(store, new Hints(coordination), recordings), keep, clock);
        vertx.setPeriodic(EXPIRY_FIRST_MILLIS, EXPIRY_MILLIS, timer -> {
            expiry.look();
            resumable.sweep();
        });
        return recordings
                .prepare()
                .compose(prepared -> audience.load())
                .compose(loaded -> entrance.open())
                .compose(open -> server.listen())
                .onSuccess(listening -> resumable.resume());
    }

    @Override
    public Future<?> stop() {
        hub.close();
        return server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /** The port it listens on; known once it is deployed. */
    public int port() {
        return server.actualPort();
    }

    private Router router(Recordings recordings, CorsHandler cors) {
        Router router = Router.router(vertx);
        ErrorHandler errors = new ErrorHandler();
        for (ErrorCode code : ErrorCode.values()) {
            router.errorHandler(code.status(), errors);
        }
        router.route()
                .handler(Trace::begin)
                .handler(cors)
                .handler(new Welcome(access.tls().isPresent()));

        Hints hints = new Hints(coordination);
        Backlog backlog = new Backlog(store, limits.queuedJobs());
        Routes routes = new Routes(router, entrance.guard());
        entrance.addTo(routes, audience);
        addUploads(routes, recordings, hints, backlog);
        new SessionRoutes(store, hints, recordings, previews).addTo(routes);
        Function<String, Future<Void>> followed = people == null ? id -> Future.succeededFuture() : people::followed;
        new ResultRoutes(vertx, store, followed, previews).addTo(routes);
        if (people != null) {
            new PeopleRoutes(vertx, people).addTo(routes);
        }
        new ProcessingRoutes(store, recordings, hints, backlog, clock, parameters).addTo(routes, followed, outlook);
        routes.get("/sessions/:sessionId/media/video", Need.VIEW_RESULT, VideoHandler.video(store, recordings));
        routes.get("/sessions/:sessionId/media/heatmap", Need.VIEW_RESULT, VideoHandler.heatmap(store, recordings));
        routes.get("/sessions/:sessionId/media/thumbnail", Need.VIEW_RESULT, VideoHandler.thumbnail(store, recordings));
        routes.get(
                "/sessions/:sessionId/export",
                Need.VIEW_SESSION,
                new ExportHandler(vertx, store, settings.dataDir(), entrance.clients()));
        new JobRoutes(store, hints).addTo(routes);
        new EventRoutes(store, events, snapshots, hub, audience, entrance.clients(), clock).addTo(routes);
        new QueueRoutes(store, coordination).addTo(routes);
        if (enrolment != null) {
            new EnrolRoutes(enrolment, coordination).addTo(routes);
        }
        new HealthRoutes(readiness).addTo(routes);
        new WorkerRoutes(coordination).addTo(routes);
        new SystemRoutes(vertx, settings, store, coordination).addTo(routes);
        new MetricsRoutes(metering, hub::size).addTo(routes);
        new DocsRoutes(vertx).addTo(routes);
        new DashboardRoutes(vertx, "dashboard/").addTo(routes);
        routes.close();
        return router;
    }

    private void addUploads(Routes routes, Recordings recordings, Hints hints, Backlog backlog) {
        Acceptance acceptance = new Acceptance(store, recordings, check, hints, audience, metering, clock, parameters);
        Senders senders = new Senders(limits, entrance.clients());
        resumable = new Resumable(vertx, settings, recordings, acceptance, clock);
        routes.post(
                "/sessions/import",
                Need.IMPORT,
                new ImportHandler(vertx, settings, limits, senders, backlog, recordings, acceptance, metering));
        new TusRoutes(vertx, settings, limits, senders, backlog, resumable, metering).addTo(routes);
    }
}
