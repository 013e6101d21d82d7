package dev.lectern.people;

import static dev.lectern.testing.Await.await;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.RecordCodec;
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
import dev.lectern.job.SessionFolder;
import dev.lectern.media.CutOut;
import dev.lectern.pipeline.Steps;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import dev.lectern.testing.Clips;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LoneHttp;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.Tracking;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server's people and HTTP over a real database and real detections of made-up lectures. */
final class Classroom implements AutoCloseable {

    static final String DETECTOR = "d".repeat(64);
    private static final String SHA256 = "0".repeat(64);
    private static final ProcessingMeta META = ProcessingMeta.of("d", "r", "1", "m", Steps.TRACKER);

    final Vertx vertx = Vertx.vertx();
    final DataFolder data;
    final Store store;
    final List<Corrected> told = new CopyOnWriteArrayList<>();
    final ContractClient client;
    private final String http;

    /** Opens, or opens again, what lies in a folder. */
    Classroom(Path folder) throws IOException {
        data = new DataFolder(folder);
        for (Path one : List.of(data.sessions(), data.work(), data.trash(), data.uploads())) {
            Files.createDirectories(one);
        }
        RecordCodec.register(vertx.eventBus());
        store = await(Store.open(vertx, data.database()));
        vertx.eventBus().<Corrected>consumer(Addresses.CORRECTED, message -> told.add(message.body()));
        PersonsDesk desk = new PersonsDesk(
                        vertx,
                        store,
                        data,
                        DETECTOR,
                        (inspection, quality, frames) -> META,
                        new CutOut(Clips.BINARIES),
                        Clock.systemUTC())
                .start();
        HttpVerticle verticle = LoneHttp.over(folder, store, Parameters.DEFAULT, new MemoryEventLog(100))
                .correcting(desk);
        http = await(vertx.deployVerticle(verticle));
        client = new ContractClient(URI.create("http://127.0.0.1:" + verticle.port()));
    }

    /** A recording that was processed. Answers its session. */
    String processed(Lecture lecture, Parameters parameters) throws IOException {
        Session session = new Session(
                Ids.newSession(), "A lecture", null, Clock.systemUTC().instant(), SHA256, 1, null);
        Job job = Job.queued(
                Ids.newJob(), session.id(), parameters, Clock.systemUTC().instant());
        Files.createDirectories(folder(session.id()).path());
        Files.write(folder(session.id()).recording(), new byte[] {0});
        await(store.sessions().insert(session, job));
        complete(job, lecture);
        return session.id();
    }

    /** Processes a recording again. */
    Job begunAgain(String sessionId, Parameters parameters) {
        Job job = Job.queued(
                Ids.newJob(), sessionId, parameters, Clock.systemUTC().instant());
        await(store.jobs().insertUnlessActive(job));
        return job;
    }

    /** All its detections come to exist, and then its result, as whoever tracks makes it. */
    void complete(Job job, Lecture lecture) throws IOException {
        Inspection inspection = Inspections.ofSeconds(lecture.seconds());
        SessionFolder folder = folder(job.sessionId());
        Files.write(folder.inspection(), Json.bytes(inspection));
        List<FrameDetections> frames = lecture.frames(job.parameters().sampleFps());
        for (Segment segment : SegmentPlan.of(inspection, job.parameters())) {
            Path file = folder.detections(key(job.parameters(), inspection), segment.index());
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    DetectionCodec.encode(frames.stream()
                            .filter(f -> f.tMs() / 1000.0 >= segment.startSeconds() - 1e-6
                                    && f.tMs() / 1000.0 < segment.endSeconds() - 1e-6)
                            .toList()));
        }
        byte[] document =
                ResultDocument.gzipped(new PayloadV1(Tracking.track(inspection, frames, Steps.TRACKER), META).json());
        await(store.jobs()
                .completed(
                        job.id(),
                        document,
                        StoredResult.etagOf(document),
                        Clock.systemUTC().instant()));
    }

    /** What the coordinator tells when a job is done. */
    void tellCompleted(Job job) {
        vertx.eventBus()
                .publish(
                        Addresses.EVENTS,
                        new EventNews(
                                "1-1",
                                new JobEvent.Completed(
                                        job.id(),
                                        job.sessionId(),
                                        Clock.systemUTC().instant())));
    }

    static String key(Parameters parameters, Inspection inspection) {
        return DetectionKey.of(SHA256, DETECTOR, parameters, inspection.survey());
    }

    SessionFolder folder(String sessionId) {
        return data.session(sessionId);
    }

    byte[] result(String sessionId) {
        return client.get("/sessions/" + sessionId + "/results/instructor-tracking")
                .body();
    }

    @Override
    public void close() {
        await(vertx.undeploy(http));
        await(store.close());
        await(vertx.close());
    }
}
