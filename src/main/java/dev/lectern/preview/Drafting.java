package dev.lectern.preview;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.http.Previews.Preview;
import dev.lectern.job.CoarseToFine;
import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Segment;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.pipeline.Steps;
import dev.lectern.store.StoredResult;
import dev.lectern.track.LookedAt;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.Provenance;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.Tracking;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes preliminary results from the detections that lie in a session's folder. Blocks.
 *
 * @param detector identity of the detector that is in use, see {@link DetectionKey}
 * @param provenance what a result of a recording and its detections says of how it was made
 */
record Drafting(DataFolder data, String detector, Provenance provenance, Clock clock) {

    /**
     * Makes one, if one is worthwhile.
     *
     * @param last how the newest was made; null if there is none
     * @return empty as well if all was looked at, for then the result itself is about to be there
     * @throws IOException if what is needed cannot be read
     */
    Optional<Kept.Entry> draft(Session session, Job job, Cadence.Made last) throws IOException {
        SessionFolder folder = data.session(session.id());
        if (Files.notExists(folder.inspection())) {
            return Optional.empty();
        }
        Inspection inspection = Json.read(Files.readAllBytes(folder.inspection()), Inspection.class);
        String key = DetectionKey.of(session.recordingSha256(), detector, job.parameters(), inspection.survey());
        Covered covered = covered(folder, key, inspection, job);
        LookedAt lookedAt = covered.lookedAt();
        Instant begun = clock.instant();
        if (!CoarseToFine.worthwhile(covered.plan().size())
                || covered.nothing()
                || covered.everything()
                || !Cadence.due(last, lookedAt.share(), begun)) {
            return Optional.empty();
        }
        List<List<FrameDetections>> stretches = stretches(folder, key, covered);
        List<FrameDetections> frames = stretches.stream().flatMap(List::stream).toList();
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        byte[] payload = new PayloadV1(
                        Tracking.preliminary(inspection, stretches, Steps.TRACKER),
                        provenance.of(inspection, job.parameters().quality(), frames))
                .json();
        byte[] document = ResultDocument.gzipped(payload, lookedAt);
        Instant done = clock.instant();
        StoredResult result = new StoredResult(
                job.id(), 0, 0, done, StoredResult.etagOf(document), Buffer.buffer(document), job.parameters());
        return Optional.of(new Kept.Entry(
                new Preview(lookedAt.share(), result),
                new Cadence.Made(lookedAt.share(), done, Duration.between(begun, done))));
    }

    private static Covered covered(SessionFolder folder, String key, Inspection inspection, Job job) {
        List<Segment> plan = SegmentPlan.of(inspection, job.parameters());
        BitSet done = new BitSet();
        plan.forEach(segment -> done.set(segment.index(), Files.exists(folder.detections(key, segment.index()))));
        return new Covered(plan, done, inspection.durationMs());
    }

    private static List<List<FrameDetections>> stretches(SessionFolder folder, String key, Covered covered)
            throws IOException {
        List<List<FrameDetections>> stretches = new ArrayList<>();
        for (List<Segment> segments : covered.stretches()) {
            List<FrameDetections> frames = new ArrayList<>();
            for (Segment segment : segments) {
                frames.addAll(DetectionCodec.decode(Files.readAllBytes(folder.detections(key, segment.index()))));
            }
            stretches.add(frames);
        }
        return stretches;
    }
}
