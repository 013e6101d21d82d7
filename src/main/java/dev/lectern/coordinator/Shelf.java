package dev.lectern.coordinator;

import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Pipeline;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The artefacts of all sessions: what exists, and how something new comes to exist. */
public final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Vertx vertx;
    private final DataFolder data;
    private final String detector;

    /**
     * The artefacts below a folder.
     *
     * @param detector identity of the detector that is in use, see {@link DetectionKey}
     */
    public Shelf(Vertx vertx, DataFolder data, String detector) {
        this.vertx = vertx;
        this.data = Objects.requireNonNull(data);
        this.detector = Objects.requireNonNull(detector);
    }

    String detectionKey(Session session, Parameters parameters) {
        return DetectionKey.of(session.recordingSha256(), detector, parameters);
    }

    /** What exists for a job. */
    Future<Pipeline.Made> made(Job job, Session session) {
        SessionFolder folder = data.session(session.id());
        String key = detectionKey(session, job.parameters());
        return vertx.executeBlocking(() -> made(folder, key, job.parameters()), false);
    }

    /**
     * Makes the artefact of a task exist, whole or not at all; done again, it changes nothing.
     *
     * @return whether there was none before
     */
    Future<Boolean> publish(TaskName task, Job job, Session session, byte[] content, String file) {
        Path target = place(task, job, session);
        return vertx.executeBlocking(
                () -> {
                    if (!Files.isDirectory(data.session(session.id()).path())) {
                        // The session was deleted meanwhile, and nothing of it may come back.
                        throw new NoSuchFileException(session.id());
                    }
                    boolean isNew = Files.notExists(target);
                    publish(target, content, file);
                    return isNew;
                },
                false);
    }

    private Path place(TaskName task, Job job, Session session) {
        SessionFolder folder = data.session(session.id());
        return switch (task.kind()) {
            case INSPECT -> folder.inspection();
            case TRANSCODE -> folder.playable();
            case DETECT -> folder.detections(detectionKey(session, job.parameters()), task.segment());
            case TRACK -> throw new IllegalArgumentException("a track is stored in the database");
        };
    }

    private static Pipeline.Made made(SessionFolder folder, String key, Parameters parameters) throws IOException {
        if (!Files.exists(folder.inspection())) {
            return Pipeline.Made.nothing();
        }
        Inspection inspection;
        try {
            inspection = Json.read(Files.readAllBytes(folder.inspection()), Inspection.class);
        } catch (UncheckedIOException e) {
            // A disk that was full, or another version's: made again, and replaced.
            LOG.warn("{} cannot be read, so the recording is inspected again", folder.inspection(), e);
            return Pipeline.Made.nothing();
        }
        BitSet detected = new BitSet();
        int segments = SegmentPlan.of(inspection, parameters).size();
        for (int k = 0; k < segments; k++) {
            detected.set(k, Files.exists(folder.detections(key, k)));
        }
        return new Pipeline.Made(inspection, Files.exists(folder.playable()), detected);
    }

    private void publish(Path target, byte[] content, String file) throws IOException {
        if (file != null && Files.notExists(Path.of(file)) && Files.exists(target)) {
            // The report came before, and its answer was lost after the file was moved.
            return;
        }
        Files.createDirectories(target.getParent());
        Path whole = file == null ? write(content) : Path.of(file);
        sync(whole);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParent());
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(data.work(), "artefact", ".part"), content);
    }

    private static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
