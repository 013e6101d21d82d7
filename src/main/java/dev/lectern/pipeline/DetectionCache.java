package dev.lectern.pipeline;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/**
 * Detections of recordings in a folder of their own, made once and used again for as long as recording, model and sampling are the
 * same: each recording has a folder named after its hash, with the detections where a session would have them.
 */
public final class DetectionCache {

    private static final int NAME_LENGTH = 16;

    private final DirectRun run;
    private final String detector;
    private final Path folder;

    /**
     * A cache.
     *
     * @param run makes what is missing
     * @param detector identity of the detector that it runs: the hash of its model
     * @param folder made if it is missing
     */
    public DetectionCache(DirectRun run, String detector, Path folder) {
        this.run = run;
        this.detector = detector;
        this.folder = folder;
    }

    /**
     * All that was seen in a recording.
     *
     * @param inspection what is known of the recording
     * @param frames every sampled frame in order of time
     */
    public record Seen(Inspection inspection, List<FrameDetections> frames) {
        public Seen {
            frames = List.copyOf(frames);
        }
    }

    /**
     * The detections of a recording.
     *
     * @param progress is told, from several threads, how much is done: 0 to 1
     * @throws TaskFailure if it cannot be processed, or was cancelled
     */
    public Seen of(Path recording, Parameters parameters, CancelToken cancel, DoubleConsumer progress)
            throws TaskFailure {
        try {
            String hash = sha256(recording);
            SessionFolder kept =
                    new SessionFolder(Files.createDirectories(folder.resolve(hash.substring(0, NAME_LENGTH))));
            Function<Inspection, String> naming = known -> DetectionKey.of(hash, detector, parameters, known.survey());
            Inspection inspection = run.detect(recording, kept, naming, parameters, cancel, progress);
            String key = naming.apply(inspection);
            List<FrameDetections> frames = new ArrayList<>();
            for (int k = 0; k < SegmentPlan.of(inspection, parameters).size(); k++) {
                frames.addAll(frames(kept.detections(key, k)));
            }
            progress.accept(1);
            return new Seen(inspection, frames);
        } catch (IOException e) {
            throw TaskFailure.transientFault("The folder for detections could not be used: " + e.getMessage(), e);
        }
    }

    private static List<FrameDetections> frames(Path file) throws IOException {
        try {
            return DetectionCodec.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + " Delete " + file + " and try again.", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            DigestInputStream digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
