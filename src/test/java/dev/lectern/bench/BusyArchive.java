package dev.lectern.bench;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Ids;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Segment;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.store.Store;
import dev.lectern.store.StoredResult;
import dev.lectern.testing.Inspections;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The data folder of a school that has recorded for years: written by the classes that the service writes with, all of it but the
 * recordings, which are a few bytes each.
 */
final class BusyArchive {

    static final int SESSIONS = 10_000;
    static final int JOBS = 30_000;
    static final int RESULTS = 200;

    private static final int PEOPLE = 6;
    private static final int QUEUED = 20;
    private static final int DIFFERENT_RESULTS = 3;
    private static final Instant FIRST = Instant.parse("2023-09-04T08:00:00Z");
    private static final String[] SUBJECTS = {
        "Thermodynamics", "Optics", "Linear algebra", "Zürcher Geschichte", "Organic chemistry", "Compilers", "Ethics"
    };

    private final DataFolder data;
    private final Random random = new Random(7);
    private final List<String> sessions = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private final List<String> withResult = new ArrayList<>();
    private String longest;
    private long detections;
    private long detectionBytes;

    private BusyArchive(DataFolder data) {
        this.data = data;
    }

    /** The ids of all sessions, oldest first. */
    List<String> sessions() {
        return sessions;
    }

    List<String> jobs() {
        return jobs;
    }

    /** The sessions with a result of an hour. */
    List<String> withResult() {
        return withResult;
    }

    /** The session with a result of two hours, and with its detections on the disk. */
    String longest() {
        return longest;
    }

    /** How many bytes a detected person takes on the disk, with all that stands beside the persons. */
    double bytesPerDetection() {
        return (double) detectionBytes / detections;
    }

    /** Makes it in a folder that is there and empty. */
    static BusyArchive make(DataFolder data) throws Exception {
        BusyArchive archive = new BusyArchive(data);
        Files.createDirectories(data.sessions());
        Vertx vertx = Vertx.vertx();
        try {
            Store store = Store.open(vertx, data.database()).await(1, TimeUnit.MINUTES);
            archive.fill(store);
            store.close().await(1, TimeUnit.MINUTES);
        } finally {
            vertx.close().await(1, TimeUnit.MINUTES);
        }
        return archive;
    }

    private void fill(Store store) throws Exception {
        List<byte[]> hours = new ArrayList<>();
        for (int i = 0; i < DIFFERENT_RESULTS; i++) {
            hours.add(result(3_600, InventedLecture.frames(3_600 * InventedLecture.FPS, PEOPLE, i)));
        }
        for (int i = 0; i < SESSIONS; i++) {
            Instant at = FIRST.plus(Duration.ofMinutes(165L * i));
            Session session = session(i, at);
            boolean result = i % (SESSIONS / RESULTS) == 7;
            write(session);
            Job first = result ? queued(session, at) : ended(session, at);
            done(store.sessions().insert(session, first));
            jobs.add(first.id());
            sessions.add(session.id());
            if (result) {
                withResult.add(session.id());
                done(completed(store, first, hours.get(i % DIFFERENT_RESULTS), at));
            }
        }
        for (int i = SESSIONS; i < JOBS; i++) {
            String id = sessions.get(i % SESSIONS);
            Job job = ended(id, FIRST.plus(Duration.ofMinutes(165L * (i % SESSIONS) + 60)));
            done(store.jobs().insertUnlessActive(job));
            jobs.add(job.id());
        }
        for (int i = 1; i <= QUEUED; i++) {
            String id = sessions.get(SESSIONS - 10 * i);
            done(store.jobs().insertUnlessActive(Job.queued(Ids.newJob(), id, Parameters.DEFAULT, FIRST)));
        }
        twoHours(store);
    }

    private void twoHours(Store store) throws Exception {
        int seconds = 7_200;
        Instant at = FIRST.plus(Duration.ofDays(1_200));
        Session session = session(SESSIONS, at);
        List<FrameDetections> frames = InventedLecture.frames(seconds * InventedLecture.FPS, PEOPLE, 99);
        longest = session.id();
        write(session);
        SessionFolder folder = data.session(longest);
        String key = DetectionKey.of(session.recordingSha256(), "invented", Parameters.DEFAULT, null);
        Files.createDirectories(folder.detections(key, 0).getParent());
        Inspection inspection = Inspections.ofSeconds(seconds);
        List<Segment> segments = SegmentPlan.of(inspection, Parameters.DEFAULT);
        for (int k = 0; k < segments.size(); k++) {
            Segment segment = segments.get(k);
            List<FrameDetections> theirs = frames.stream()
                    .filter(frame ->
                            frame.tMs() >= segment.startSeconds() * 1000 && frame.tMs() < segment.endSeconds() * 1000)
                    .toList();
            byte[] bytes = DetectionCodec.encode(theirs);
            Files.write(folder.detections(key, k), bytes);
            detectionBytes += bytes.length;
            detections +=
                    theirs.stream().mapToInt(frame -> frame.persons().size()).sum();
        }
        Job job = queued(session, at);
        done(store.sessions().insert(session, job));
        done(completed(store, job, result(seconds, frames), at));
    }

    private static Future<Boolean> completed(Store store, Job job, byte[] document, Instant at) {
        return store.jobs().completed(job.id(), document, StoredResult.etagOf(document), at);
    }

    private static byte[] result(int seconds, List<FrameDetections> frames) {
        TrackerParameters parameters = TrackerParameters.DEFAULT;
        ProcessingMeta meta = ProcessingMeta.of("nanodet-g", "onnxruntime-cpu", "1", "built in", parameters);
        return ResultDocument.gzipped(
                new PayloadV1(Tracking.track(Inspections.ofSeconds(seconds), frames, parameters), meta).json());
    }

    private Session session(int number, Instant at) {
        String name =
                String.format(Locale.ROOT, "%s, week %d", SUBJECTS[random.nextInt(SUBJECTS.length)], 1 + number % 14);
        String metadata = String.format(
                Locale.ROOT,
                "{\"sessionName\":\"%s\",\"courseCode\":\"C-%03d\",\"sessionDate\":\"%s\"}",
                name,
                random.nextInt(400),
                at.toString().substring(0, 10));
        String sha256 = String.format(Locale.ROOT, "%064x", number);
        long length = 1000L * (1_800 + random.nextInt(5_400));
        return new Session(Ids.newSession(), name, metadata, at, sha256, 400_000_000, length);
    }

    private static Job queued(Session session, Instant at) {
        return Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, at);
    }

    private Job ended(Session session, Instant at) {
        return ended(session.id(), at);
    }

    private Job ended(String sessionId, Instant at) {
        boolean failed = random.nextInt(10) == 0;
        Instant end = at.plus(Duration.ofMinutes(6));
        return new Job(
                Ids.newJob(),
                sessionId,
                failed ? JobState.FAILED : JobState.COMPLETED,
                failed ? 0.4 : 1,
                null,
                Parameters.DEFAULT,
                at,
                at.plusSeconds(1),
                end,
                end,
                failed ? "The recording ends in the middle of a picture; export it again." : null,
                null,
                null,
                Ids.newTrace());
    }

    private void write(Session session) throws IOException {
        SessionFolder folder = data.session(session.id());
        Files.createDirectories(folder.path());
        Files.write(folder.recording(), new byte[64]);
        Files.write(folder.inspection(), Json.bytes(Inspections.ofSeconds(session.durationMs() / 1000.0)));
    }

    /** One after the other, as there is one connection that writes. */
    private static void done(Future<?> change) throws Exception {
        change.await(1, TimeUnit.MINUTES);
    }
}
