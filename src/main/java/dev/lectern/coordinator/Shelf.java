package dev.lectern.coordinator;

import dev.lectern.job.DataFolder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Goal;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.Pipeline;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Identity of the detector that is in use. */
    String detector() {
        return detector;
    }

    /**
     * Names the detections of a recording.
     *
     * @param inspection null if it was not inspected yet
     */
    String detectionKey(Session session, Parameters parameters, Inspection inspection) {
        return DetectionKey.of(
                session.recordingSha256(), detector, parameters, inspection == null ? null : inspection.survey());
    }

    /** What is known of a recording; empty if it was not inspected yet. Fails if that cannot be read. */
    public Future<Optional<Inspection>> inspection(Session session) {
        SessionFolder folder = data.session(session.id());
        return vertx.executeBlocking(() -> Optional.ofNullable(inspection(folder)), false);
    }

    /** What exists for a job. */
    public Future<Pipeline.Made> made(Job job, Session session) {
        SessionFolder folder = data.session(session.id());
        return vertx.executeBlocking(() -> made(folder, session, job), false);
    }

    /**
     * Makes the artefact of a task exist, whole or not at all; done again, it changes nothing.
     *
     * @return whether there was none before
     */
    Future<Boolean> publish(TaskName task, Job job, Session session, byte[] content, String file) {
        return vertx.executeBlocking(
                () -> {
                    Path target = place(task, job, session);
                    boolean isNew = Files.notExists(target);
                    publish(session, target, content, file);
                    if (task.kind() == TaskKind.RENDER) {
                        removeOutdated(target);
                    }
                    if (task.kind() == TaskKind.TRANSCODE) {
                        removePieces(data.session(session.id()));
                    }
                    return isNew;
                },
                false);
    }

    /**
     * Makes the picture of a recording exist. That it cannot be written stops nobody.
     *
     * @param jpeg null if none could be made
     * @return whether it exists
     */
    Future<Boolean> publishThumbnail(Session session, byte[] jpeg) {
        if (jpeg == null) {
            return Future.succeededFuture(false);
        }
        return vertx.executeBlocking(
                        () -> {
                            publish(session, data.session(session.id()).thumbnail(), jpeg, null);
                            return true;
                        },
                        false)
                .otherwise(e -> {
                    Subject.session(session.id()).on(LOG.atWarn()).log("gets no thumbnail: {}", e.toString());
                    return false;
                });
    }

    private void publish(Session session, Path target, byte[] content, String file) throws IOException {
        if (!Files.isDirectory(data.session(session.id()).path())) {
            // The session was deleted meanwhile, and nothing of it may come back.
            throw new NoSuchFileException(session.id());
        }
        publish(target, content, file);
    }

    /** A video that was drawn from an older result is large and of no use any more. */
    private static void removeOutdated(Path newest) {
        try (DirectoryStream<Path> videos = Files.newDirectoryStream(newest.getParent(), "rendered-*.mp4")) {
            for (Path video : videos) {
                if (!video.equals(newest)) {
                    Files.deleteIfExists(video);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{}: an older video stays: {}", newest, e.toString());
        }
    }

    /** They are as large as what they became, and of no use any more. */
    private static void removePieces(SessionFolder folder) {
        if (Files.notExists(folder.pieces())) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder.pieces())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{}: pieces stay: {}", folder.pieces(), e.toString());
        }
    }

    private Path place(TaskName task, Job job, Session session) throws IOException {
        SessionFolder folder = data.session(session.id());
        return switch (task.kind()) {
            case INSPECT -> folder.inspection();
            case ENCODE -> folder.piece(task.segment());
            case TRANSCODE -> folder.playable();
            case DETECT ->
                folder.detections(detectionKey(session, job.parameters(), inspection(folder)), task.segment());
            case RENDER -> folder.rendered(job.renders());
            case TRACK -> throw new IllegalArgumentException("a track is stored in the database");
        };
    }

    private Pipeline.Made made(SessionFolder folder, Session session, Job job) throws IOException {
        Inspection inspection;
        try {
            inspection = inspection(folder);
        } catch (UncheckedIOException e) {
            // A disk that was full, or another version's: made again, and replaced.
            Subject.of(job)
                    .on(LOG.atWarn())
                    .setCause(e)
                    .log("{} cannot be read, so the recording is inspected again", folder.inspection());
            return Pipeline.Made.nothing();
        }
        // An older version did not survey recordings, and what one detector overlooks another may see. To draw, that is
        // all the same.
        boolean surveyed = inspection != null
                && inspection.survey() != null
                && inspection.survey().holdsFor(detector);
        if (inspection == null || !surveyed && job.goal() == Goal.TRACK) {
            return Pipeline.Made.nothing();
        }
        String key = detectionKey(session, job.parameters(), inspection);
        BitSet detected = new BitSet();
        int segments = SegmentPlan.of(inspection, job.parameters()).size();
        for (int k = 0; k < segments; k++) {
            detected.set(k, Files.exists(folder.detections(key, k)));
        }
        boolean rendered = job.goal() == Goal.RENDER && Files.exists(folder.rendered(job.renders()));
        boolean playable = Files.exists(folder.playable());
        return new Pipeline.Made(
                inspection, playable, detected, rendered, playable ? done(folder) : encoded(folder, inspection));
    }

    /** Which pieces exist. */
    private static BitSet encoded(SessionFolder folder, Inspection inspection) {
        BitSet encoded = new BitSet();
        for (Piece piece : PiecePlan.of(inspection)) {
            encoded.set(piece.index(), Files.exists(folder.piece(piece.index())));
        }
        return encoded;
    }

    /** None is needed where the whole exists; there may be some left by a server that ended just then. */
    private static BitSet done(SessionFolder folder) {
        removePieces(folder);
        return new BitSet();
    }

    /** What is known of a recording; null if it was not inspected yet. */
    private static Inspection inspection(SessionFolder folder) throws IOException {
        return Files.exists(folder.inspection())
                ? Json.read(Files.readAllBytes(folder.inspection()), Inspection.class)
                : null;
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
