package dev.lectern.http;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.SessionFolder;
import dev.lectern.upload.PartialUploads;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The recordings' files. Whatever touches the disk runs on a worker thread. */
final class Recordings {

    private static final String VIDEO = "video/mp4";

    /** How long the rest of an upload in pieces is waited for. */
    private static final Duration PARTIAL_KEPT = Duration.ofHours(24);

    private final Vertx vertx;
    private final DataFolder data;
    private final PartialUploads partial;

    Recordings(Vertx vertx, DataFolder data) {
        this.vertx = vertx;
        this.data = data;
        this.partial = new PartialUploads(data, PARTIAL_KEPT);
    }

    /** Makes the folders. */
    Future<Void> prepare() {
        return onWorker(() -> {
            for (Path folder : List.of(data.uploads(), data.sessions(), data.trash())) {
                Files.createDirectories(folder);
            }
        });
    }

    /** The uploads that come in pieces; what they do blocks. */
    PartialUploads partial() {
        return partial;
    }

    /** A place for an upload; its name has nothing to do with what the client calls it. */
    Path newUpload() {
        return data.uploads().resolve(UUID.randomUUID() + ".part");
    }

    /** Free bytes on the disk. */
    Future<Long> usableSpace() {
        return vertx.executeBlocking(() -> Files.getFileStore(data.uploads()).getUsableSpace(), false);
    }

    /** Makes an upload that was written and flushed the recording of a session; after that it survives a power cut. */
    Future<Void> publish(Path upload, String sessionId) {
        return onWorker(() -> {
            Path folder = Files.createDirectory(data.session(sessionId).path());
            Files.move(upload, data.session(sessionId).recording(), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
            sync(data.sessions());
        });
    }

    /** Takes {@link #publish} back. */
    Future<Void> unpublish(String sessionId, Path upload) {
        return onWorker(() -> {
            if (Files.notExists(upload) && Files.exists(data.session(sessionId).recording())) {
                Files.move(data.session(sessionId).recording(), upload, StandardCopyOption.ATOMIC_MOVE);
            }
            if (Files.exists(data.session(sessionId).path())) {
                deleteTree(data.session(sessionId).path());
            }
        });
    }

    Future<Void> deleteUpload(Path upload) {
        return onWorker(() -> Files.deleteIfExists(upload));
    }

    /** Deletes everything of a session. Moved away first, so that it is gone at once and a crash leaves it in the trash. */
    Future<Void> delete(String sessionId) {
        return onWorker(() -> {
            partial.delete(Ids.uploadOf(sessionId));
            Path trash = data.trash().resolve(sessionId + "-" + UUID.randomUUID());
            try {
                Files.move(data.session(sessionId).path(), trash, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                return;
            } catch (AtomicMoveNotSupportedException e) {
                trash = data.session(sessionId).path();
            }
            deleteTree(trash);
        });
    }

    /**
     * Deletes what can be seen of a session, and leaves what was computed from it.
     *
     * @return whether there was any
     */
    Future<Boolean> deleteVideos(String sessionId) {
        SessionFolder folder = data.session(sessionId);
        return vertx.executeBlocking(
                () -> {
                    boolean any = Files.deleteIfExists(folder.recording()) | Files.deleteIfExists(folder.playable());
                    any |= Files.deleteIfExists(folder.thumbnail());
                    if (Files.isDirectory(folder.path())) {
                        try (DirectoryStream<Path> videos =
                                Files.newDirectoryStream(folder.path(), SessionFolder.RENDERED)) {
                            for (Path video : videos) {
                                any |= Files.deleteIfExists(video);
                            }
                        }
                    }
                    return any;
                },
                false);
    }

    /** Fails with an {@link ApiFailure} if a session's recording was deleted, so that there is nothing to work on. */
    Future<Void> requireRecording(String sessionId) {
        return vertx.executeBlocking(() -> Files.exists(data.session(sessionId).recording()), false)
                .compose(
                        there -> there
                                ? Future.succeededFuture()
                                : Future.failedFuture(
                                        new ApiFailure(
                                                ErrorCode.NOT_FOUND,
                                                "The video of this recording was deleted because of its age; its results are still there")));
    }

    /** What to play of a session: the version for browsers once there is one, else the recording. */
    Future<Optional<VideoFile>> video(String sessionId) {
        SessionFolder folder = data.session(sessionId);
        return first(VIDEO, folder.playable(), folder.recording());
    }

    /** The video that was drawn from the result with an etag. */
    Future<Optional<VideoFile>> rendered(String sessionId, String etag) {
        return first(VIDEO, data.session(sessionId).rendered(etag));
    }

    /** The small picture. */
    Future<Optional<VideoFile>> thumbnail(String sessionId) {
        return first("image/jpeg", data.session(sessionId).thumbnail());
    }

    private Future<Optional<VideoFile>> first(String type, Path... files) {
        return vertx.executeBlocking(
                () -> {
                    for (Path file : files) {
                        try {
                            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                            return Optional.of(new VideoFile(
                                    type,
                                    file,
                                    attributes.size(),
                                    attributes.lastModifiedTime().toInstant()));
                        } catch (NoSuchFileException e) {
                            // The next one, then.
                        }
                    }
                    return Optional.empty();
                },
                false);
    }

    private static void deleteTree(Path root) throws IOException {
        List<Path> children;
        try (Stream<Path> tree = Files.walk(root)) {
            children = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : children) {
            Files.deleteIfExists(path);
        }
    }

    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot do this with folders, and then it is not needed either.
        }
    }

    private Future<Void> onWorker(DiskWork work) {
        return vertx.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }
}
