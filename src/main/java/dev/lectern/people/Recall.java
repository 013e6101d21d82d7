package dev.lectern.people;

import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Subject;
import dev.lectern.motion.MotionSettings;
import dev.lectern.pipeline.Steps;
import dev.lectern.pipeline.StoredDetections;
import dev.lectern.store.StoredResult;
import dev.lectern.track.Amended;
import dev.lectern.track.Association;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is who in recordings, from their stored detections. What was associated is kept for the few recordings that were asked for
 * last, as long as there is memory. Blocks; thread safe, as long as nobody asks for the same session twice at once.
 */
final class Recall {

    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final int KEPT = 4;
    static final String AGAIN = " Process the recording again, then it can be corrected.";

    private final DataFolder data;
    private final DetectorModel detector;
    private final Map<String, SoftReference<Known>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Known>> eldest) {
            return size() > KEPT;
        }
    };

    Recall(DataFolder data, DetectorModel detector) {
        this.data = data;
        this.detector = detector;
    }

    /**
     * Who is who in a recording.
     *
     * @param made its newest result as the job made it
     * @throws Uncorrectable if what it was made of is not there
     */
    Known of(Session session, StoredResult made) throws Uncorrectable {
        synchronized (kept) {
            SoftReference<Known> there = kept.get(session.id());
            Known known = there == null ? null : there.get();
            if (known != null && known.jobId().equals(made.jobId())) {
                return known;
            }
        }
        Known known = read(session, made);
        synchronized (kept) {
            kept.put(session.id(), new SoftReference<>(known));
        }
        return known;
    }

    /** A session was deleted. */
    void forget(String sessionId) {
        synchronized (kept) {
            kept.remove(sessionId);
        }
    }

    private Known read(Session session, StoredResult made) throws Uncorrectable {
        if (made.parameters() == null) {
            throw new Uncorrectable("This result was made by an older version of Lectern." + AGAIN);
        }
        SessionFolder folder = data.session(session.id());
        try {
            Inspection inspection = Json.read(Files.readAllBytes(folder.inspection()), Inspection.class);
            String key = DetectionKey.of(
                    session.recordingSha256(), detector.sha256(), made.parameters(), inspection.survey());
            List<FrameDetections> frames = StoredDetections.read(folder, key, inspection, made.parameters());
            Association association = Tracking.associate(inspection, frames, Steps.TRACKER);
            Known known =
                    new Known(made.jobId(), Amended.none(association, key), Steps.meta(detector, inspection, frames));
            if (!gives(known, made)) {
                throw new Uncorrectable("This result was made by another version of Lectern." + AGAIN);
            }
            return known;
        } catch (NoSuchFileException e) {
            throw new Uncorrectable("What was detected for this result is not there any more." + AGAIN, e);
        } catch (IOException | UncheckedIOException e) {
            Subject.session(session.id()).on(LOG.atWarn()).setCause(e).log("its detections cannot be read");
            throw new Uncorrectable("What was detected for this result cannot be read." + AGAIN, e);
        }
    }

    /** Whether the result is what these persons give as long as nobody says anything about them. */
    private static boolean gives(Known known, StoredResult made) throws IOException {
        ProcessingMeta meta = known.meta();
        byte[] again = new PayloadV1(known.unchanged().decide().result(), meta, MotionSettings.NONE).json();
        byte[] there = Document.plain(made.gzippedPayload().getBytes());
        return Arrays.equals(again, ResultDocument.payload(there));
    }
}
