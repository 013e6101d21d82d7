package dev.lectern.preview;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.Previewed;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.SessionHint;
import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.http.HttpVerticle;
import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Ids;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Segment;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Session;
import dev.lectern.job.TaskName;
import dev.lectern.pipeline.Steps;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LoneHttp;
import dev.lectern.track.ProcessingMeta;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A server's previews and HTTP over a real database, and recordings that are being looked at, ten seconds at a time. */
final class Halfway implements AutoCloseable {

    private static final Parameters PARAMETERS = new Parameters(5, 10);
    private static final String DETECTOR = "d".repeat(64);
    private static final String SHA256 = "0".repeat(64);
    private static final ProcessingMeta META = ProcessingMeta.of("d", "r", "1", "m", Steps.TRACKER);

    final Vertx vertx = Vertx.vertx();
    final DataFolder data;
    final Store store;
    final PreviewDesk desk;
    final List<Previewed> told = new CopyOnWriteArrayList<>();
    final ContractClient client;
    private final Clock clock;
    private final String http;

    /** Opens, or opens again, what lies in a folder. */
    Halfway(Path folder, Clock clock) throws IOException {
        this(folder, clock, Duration.ofMillis(50));
    }

    /** @param again after which it looks again by itself */
    Halfway(Path folder, Clock clock, Duration again) throws IOException {
        this.clock = clock;
        data = new DataFolder(folder);
        for (Path one : List.of(data.sessions(), data.work(), data.trash(), data.uploads())) {
            Files.createDirectories(one);
        }
        RecordCodec.register(vertx.eventBus());
        store = await(Store.open(vertx, data.database()));
        vertx.eventBus().<Previewed>consumer(Addresses.PREVIEWED, message -> told.add(message.body()));
        desk = new PreviewDesk(vertx, store, data, DETECTOR, (inspection, quality, frames) -> META, clock, again)
                .start();
        HttpVerticle verticle = LoneHttp.over(folder, store, PARAMETERS, new MemoryEventLog(100))
                .previewing(desk);
        http = await(vertx.deployVerticle(verticle));
        client = new ContractClient(URI.create("http://127.0.0.1:" + verticle.port()));
    }

    /** A recording that was inspected and of which nothing else is done. */
    Begun begun(int seconds) throws IOException {
        Session session = new Session(Ids.newSession(), "A lecture", null, clock.instant(), SHA256, 1, null);
        Job job = Job.queued(Ids.newJob(), session.id(), PARAMETERS, clock.instant());
        Files.createDirectories(data.session(session.id()).path());
        Files.write(data.session(session.id()).recording(), new byte[] {0});
        Inspection inspection = Inspections.ofSeconds(seconds);
        Files.write(data.session(session.id()).inspection(), Json.bytes(inspection));
        await(store.sessions().insert(session, job));
        return new Begun(job, inspection);
    }

    /** How many files there are, beside those of the database. */
    long files() throws IOException {
        try (Stream<Path> all = Files.walk(data.sessions().getParent())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("backend.db"))
                    .count();
        }
    }

    @Override
    public void close() {
        await(vertx.undeploy(http));
        await(store.close());
        await(vertx.close());
    }

    /** One of those recordings. */
    final class Begun {
        private final Inspection inspection;
        private Job job;

        private Begun(Job job, Inspection inspection) {
            this.job = job;
            this.inspection = inspection;
        }

        String jobId() {
            return job.id();
        }

        String sessionId() {
            return job.sessionId();
        }

        /** Their detections come to exist, and then it is told of the last one. */
        void done(int... segments) throws IOException {
            for (int segment : segments) {
                write(segment, DetectionCodec.encode(frames(plan().get(segment))));
            }
            tell(new JobEvent.TaskFinished(
                    job.id(), sessionId(), clock.instant(), TaskName.detect(segments[segments.length - 1]), 1, "w"));
        }

        /** As if it were done; nobody can read what is there. */
        void spoilt(int segment) throws IOException {
            write(segment, new byte[] {1, 2, 3});
            tell(new JobEvent.TaskFinished(job.id(), sessionId(), clock.instant(), TaskName.detect(segment), 1, "w"));
        }

        /** Returns when what was told so far was looked at: it is looked at in order, and of another recording something comes of it. */
        void looked() throws IOException {
            Begun other = begun(100);
            int before = told.size();
            other.done(0);
            eventually("the other recording is told of", () -> told.stream()
                    .anyMatch(news -> news.sessionId().equals(other.sessionId())));
            told.removeIf(news -> news.sessionId().equals(other.sessionId()));
        }

        void complete() {
            byte[] document = {1};
            await(store.jobs().completed(job.id(), document, StoredResult.etagOf(document), clock.instant()));
        }

        /** Of which nobody is told. */
        void fail() {
            await(store.jobs().failed(job.id(), "It could not be read.", clock.instant()));
        }

        void tellFailed() {
            tell(new JobEvent.Failed(job.id(), sessionId(), clock.instant(), "It could not be read."));
        }

        void tellDeleted() {
            vertx.eventBus().publish(Addresses.SESSION_DELETED, new SessionHint(sessionId()));
        }

        /** The job ends, of which nobody is told, and another one begins. */
        void again() {
            fail();
            begin();
        }

        void begin() {
            job = Job.queued(Ids.newJob(), sessionId(), PARAMETERS, clock.instant());
            await(store.jobs().insertUnlessActive(job));
        }

        private List<Segment> plan() {
            return SegmentPlan.of(inspection, PARAMETERS);
        }

        private void write(int segment, byte[] content) throws IOException {
            String key = DetectionKey.of(SHA256, DETECTOR, PARAMETERS, inspection.survey());
            Path file = data.session(sessionId()).detections(key, segment);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }

        private void tell(JobEvent event) {
            vertx.eventBus().publish(Addresses.EVENTS, new EventNews("1-1", event));
        }

        private List<FrameDetections> frames(Segment segment) {
            List<FrameDetections> frames = new ArrayList<>();
            double end = Math.min(segment.endSeconds(), inspection.durationMs() / 1000.0);
            for (long cell = segment.firstCell(); cell / PARAMETERS.sampleFps() < end; cell++) {
                double t = cell / PARAMETERS.sampleFps();
                double x = grid(0.4 + 0.3 * Math.sin(t / 4));
                frames.add(new FrameDetections(
                        Math.round(t * 1000),
                        List.of(new Detection(x, grid(0.3), grid(0.12), grid(0.5), grid(0.8), CLOTHES))));
            }
            return frames;
        }
    }

    private static final Appearance CLOTHES = new Appearance(240L << 8, 240L << 40, 0x0505050505050505L);

    private static double grid(double value) {
        return Math.floor(value * 65_535) / 65_535;
    }
}
