package dev.lectern.people;

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
import dev.lectern.track.AssociationCodec;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.Provenance;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final String detector;
    private final Provenance provenance;
    private final Map<String, SoftReference<Known>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Known>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Nothing is known yet.
     *
     * @param detector identity of the detector that is in use, see {@link DetectionKey}
     * @param provenance what a result of a recording and its detections says of how it was made
     */
    Recall(DataFolder data, String detector, Provenance provenance) {
        this.data = data;
        this.detector = detector;
        this.provenance = provenance;
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
            String key = DetectionKey.of(session.recordingSha256(), detector, made.parameters(), inspection.survey());
            List<FrameDetections> frames = StoredDetections.read(folder, key, inspection, made.parameters());
            ProcessingMeta meta = provenance.of(inspection, made.parameters().quality(), frames);
            Path kept = folder.association(key);
            Optional<Association> there = kept(kept, made, inspection, frames);
            if (there.isPresent()) {
                return new Known(made.jobId(), Amended.none(there.get(), key), meta);
            }
            Association association = Tracking.associate(inspection, frames, Steps.TRACKER);
            Known known = new Known(made.jobId(), Amended.none(association, key), meta);
            if (!gives(known, made)) {
                throw new Uncorrectable("This result was made by another version of Lectern." + AGAIN);
            }
            keep(kept, AssociationCodec.encode(association, made.etag()));
            return known;
        } catch (NoSuchFileException e) {
            throw new Uncorrectable("What was detected for this result is not there any more." + AGAIN, e);
        } catch (IOException | UncheckedIOException e) {
            Subject.session(session.id()).on(LOG.atWarn()).setCause(e).log("its detections cannot be read");
            throw new Uncorrectable("What was detected for this result cannot be read." + AGAIN, e);
        }
    }

    /** What was found out before, if it still is there and of this very result. */
    private static Optional<Association> kept(
            Path file, StoredResult made, Inspection inspection, List<FrameDetections> frames) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    AssociationCodec.decode(Files.readAllBytes(file), made.etag(), inspection, frames, Steps.TRACKER));
        } catch (IOException e) {
            LOG.debug("{} is of no use: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** It is a convenience: that it cannot be written stops nobody. */
    private void keep(Path file, byte[] association) throws IOException {
        Path part = Files.createTempFile(data.work(), "association", ".part");
        try {
            Files.move(Files.write(part, association), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.info("{} could not be written: {}", file, e.toString());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether the result is what these persons give as long as nobody says anything about them. */
    private static boolean gives(Known known, StoredResult made) throws IOException {
        Known.Settled settled = known.settled(Said.NOTHING);
        byte[] again = new PayloadV1(settled.decision().result(), known.meta(), MotionSettings.NONE).json();
        byte[] there = Document.plain(made.gzippedPayload().getBytes());
        return Arrays.equals(again, ResultDocument.payload(there));
    }
}
