package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.detect.DetectorModel;
import dev.lectern.events.RedisEventLog;
import dev.lectern.http.AccessSettings;
import dev.lectern.http.HttpLimits;
import dev.lectern.http.HttpSettings;
import dev.lectern.http.HttpVerticle;
import dev.lectern.http.KeepFor;
import dev.lectern.http.Outlook;
import dev.lectern.http.UploadCheck;
import dev.lectern.job.DataFolder;
import dev.lectern.media.CutOut;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Prober;
import dev.lectern.metrics.Exposition;
import dev.lectern.metrics.Meters;
import dev.lectern.people.PersonsDesk;
import dev.lectern.pipeline.Steps;
import dev.lectern.preview.PreviewDesk;
import dev.lectern.queue.TaskQueue;
import dev.lectern.redis.RedisLink;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the HTTP side of a server is given: of the settings its share, and of the other parts what it asks them for. */
record HttpWiring(
        Settings settings,
        Vertx vertx,
        DataFolder data,
        Store store,
        RedisLink link,
        TaskQueue queue,
        RedisEventLog events,
        Meters meters,
        DetectorModel detector,
        FfmpegBinaries binaries,
        BusCoordination coordination) {

    /** Over which the speed of an upload is measured. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(30);

    /** The verticle, which is not deployed yet. */
    HttpVerticle verticle(WorkerGate gate, Outlook outlook) throws StartFailure, IOException {
        return new HttpVerticle(
                        http(),
                        store,
                        Clock.systemUTC(),
                        settings.parameters(),
                        coordination,
                        check(),
                        this::readiness,
                        events,
                        new Exposition(
                                vertx,
                                meters,
                                new Exposition.Sources(
                                        store, queue, coordination, data.root(), Lectern.Version.number())))
                .limited(limits(settings.limits()))
                .keeping(new KeepFor(
                        settings.retention().recordings(), settings.retention().sessions()))
                .enrolling(new WorkerEntrance(gate.reception()))
                .foreseeing(outlook)
                .guarded(new AccessSettings(
                        settings.access().hosts(),
                        settings.access().proxies(),
                        settings.access().tls().map(tls -> new AccessSettings.Tls(tls.certificate(), tls.key())),
                        Optional.of(OperatorKey.make(data)),
                        settings.access().publicUrl(),
                        SignOnWiring.settings(settings)))
                .previewing(new PreviewDesk(
                                vertx,
                                store,
                                data,
                                detector.sha256(),
                                (inspection, quality, frames) -> Steps.meta(detector, inspection, quality, frames),
                                Clock.systemUTC())
                        .start())
                .correcting(new PersonsDesk(
                                vertx,
                                store,
                                data,
                                detector.sha256(),
                                (inspection, quality, frames) -> Steps.meta(detector, inspection, quality, frames),
                                new CutOut(binaries),
                                Clock.systemUTC())
                        .start());
    }

    /** Where a server with these settings is to be reached. */
    static String url(Settings settings, int port) {
        return (settings.access().tls().isPresent() ? "https://" : "http://")
                + (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":" + port + "/";
    }

    private HttpSettings http() {
        return new HttpSettings(
                settings.host(),
                settings.port(),
                settings.corsOrigins(),
                settings.maxUploadBytes(),
                settings.diskReserveBytes(),
                data.root(),
                Lectern.Version.number(),
                detector.name());
    }

    private UploadCheck check() {
        Prober prober = new Prober(binaries);
        return recording -> vertx.executeBlocking(
                () -> {
                    prober.look(recording);
                    return null;
                },
                false);
    }

    private Future<JsonObject> readiness() {
        return store.jobs().counts().map(counts -> new JsonObject()
                .put("ready", true)
                .put(
                        "checks",
                        new JsonObject()
                                .put("database", "up")
                                // Without Redis recordings are accepted and wait, so that is no reason to turn users
                                // away.
                                .put("redis", link.up() ? "up" : "away")));
    }

    private static HttpLimits limits(Settings.Limits limits) {
        return new HttpLimits(
                limits.uploadsPerClient(),
                limits.importsPerMinute(),
                limits.streamsPerClient(),
                limits.streams(),
                limits.connectionsPerClient(),
                limits.connections(),
                limits.queueLength(),
                Duration.ofSeconds(limits.requestSeconds()),
                limits.uploadBytesPerSecond(),
                UPLOAD_PATIENCE);
    }
}
