package dev.lectern.depot;

import dev.lectern.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artefacts that arrive: made with their size under a name that the worker chose, so that it can ask for them and take them back
 * also when an answer was lost; filled piece by piece from where they are, sealed with their hash. Lives on the
 * depot's event loop; what blocks runs elsewhere. Nothing of it survives the server, whose start sweeps what arrived in part.
 */
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** How many names are remembered that were taken back before they came. */
    private static final int TAKEN_BACK = 1000;

    private final Vertx vertx;
    private final WorkerExecutor blocking;
    private final Path arriving;
    private final StagedFiles staged;
    private final DepotLimits limits;
    private final Disk disk;
    private final Clock clock;
    private final Map<String, Upload> known = new HashMap<>();
    private final Set<String> takenBack = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > TAKEN_BACK;
        }
    });

    Uploads(
            Vertx vertx,
            WorkerExecutor blocking,
            Path arriving,
            StagedFiles staged,
            DepotLimits limits,
            Disk disk,
            Clock clock) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.arriving = arriving;
        this.staged = staged;
        this.limits = limits;
        this.disk = disk;
        this.clock = clock;
    }

    /** Makes room for an artefact; asked again, says the same again. */
    Future<Upload> create(String name, long length) {
        if (length < 1 || length > limits.artefactBytes()) {
            return Future.failedFuture(new Refusal(
                    Refusal.TOO_LARGE,
                    "An artefact has 1 to " + limits.artefactBytes() + " bytes, not " + length + "."));
        }
        if (takenBack.contains(name)) {
            return Future.failedFuture(new Refusal(Refusal.CONFLICT, "This artefact was taken back."));
        }
        Upload begun = known.get(name);
        if (begun != null) {
            return begun.length() == length
                    ? find(name)
                    : Future.failedFuture(
                            new Refusal(Refusal.CONFLICT, "The artefact was to have " + begun.length() + " bytes."));
        }
        Upload upload = new Upload(name, length, arriving.resolve(name), clock.instant());
        // Noted before the disk is asked, so that two that come at once do not both get the last of it.
        known.put(name, upload);
        long promised = known.values().stream()
                .mapToLong(other -> other.length() - other.offset())
                .sum();
        Future<Upload> made = blocking.executeBlocking(
                        () -> {
                            if (disk.usable(arriving) - promised < limits.reserveBytes()) {
                                throw new Refusal(
                                        Refusal.NO_ROOM,
                                        "The server's disk has no room for " + length + " more bytes.");
                            }
                            return Files.createFile(upload.part());
                        },
                        false)
                .map(upload)
                .onFailure(e -> known.remove(name));
        upload.awaits(made);
        return made;
    }

    /** An artefact to which nobody writes now. */
    Future<Upload> find(String name) {
        Upload upload = known.get(name);
        if (upload == null) {
            return Future.failedFuture(new Refusal(
                    Refusal.NOT_FOUND, "No artefact of this name is arriving; deliver it from its beginning."));
        }
        upload.touch(clock.instant());
        return upload.free().compose(free -> upload == known.get(name) ? Future.succeededFuture(upload) : find(name));
    }

    /** Takes the next piece. Succeeds also if it was cut on the way. */
    Future<Upload> append(Upload upload, long offset, long bytes, Arrival arrival) {
        if (offset != upload.offset() || upload.sealed() != null) {
            return Future.failedFuture(
                    new Refusal(Refusal.CONFLICT, "The artefact goes on at byte " + upload.offset() + "."));
        }
        if (bytes > upload.length() - offset) {
            return Future.failedFuture(new Refusal(
                    Refusal.TOO_LARGE, "The artefact was to have " + upload.length() + " bytes, and this is more."));
        }
        Future<Long> written = vertx.fileSystem()
                .open(upload.part().toString(), new OpenOptions().setRead(false).setCreate(false))
                .compose(file -> arrival.into(file.setWritePos(offset)));
        Future<Upload> appended = written.transform(done -> {
            if (done.failed()) {
                LOG.warn("{} could not be written", upload.name(), done.cause());
                return remove(upload)
                        .transform(gone -> Future.failedFuture(
                                new Refusal(Refusal.NO_ROOM, "The server's disk did not take the artefact.")));
            }
            upload.grew(done.result());
            upload.touch(clock.instant());
            return Future.succeededFuture(upload);
        });
        upload.writes(arrival, appended);
        return appended;
    }

    /** Checks the whole and gives it to who publishes; asked again, says the same again. */
    Future<Void> seal(Upload upload, String sha256) {
        if (upload.sealed() != null) {
            return upload.sealed();
        }
        if (upload.offset() != upload.length()) {
            return Future.failedFuture(
                    new Refusal(Refusal.CONFLICT, "The artefact goes on at byte " + upload.offset() + "."));
        }
        return upload.seal(blocking.<Void>executeBlocking(
                        () -> {
                            if (!Sha256.of(upload.part()).equals(sha256)) {
                                throw new Refusal(Refusal.DAMAGED, "The artefact was damaged on its way.");
                            }
                            publish(upload);
                            return null;
                        },
                        false)
                .onSuccess(there -> LOG.info("{} arrived, {} bytes", upload.name(), upload.length()))
                .recover(e -> remove(upload).transform(gone -> Future.failedFuture(e))));
    }

    private void publish(Upload upload) throws IOException {
        Path target = staged.path(upload.name());
        sync(upload.part());
        // Known before it is there, so that it is never swept as something that nobody knows.
        staged.landed(upload.name());
        Files.move(upload.part(), target, StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParent());
    }

    /**
     * Nobody will report this artefact: what arrived of it goes, also if it is whole already. If its beginning is still on its way, it is
     * refused when it comes.
     */
    Future<Void> takeBack(String name) {
        takenBack.add(name);
        Upload upload = known.get(name);
        if (upload == null) {
            return Future.succeededFuture();
        }
        Future<Void> idle = upload.sealed() == null ? upload.free() : upload.sealed();
        return idle.transform(over -> remove(upload))
                .compose(removed -> blocking.executeBlocking(
                        () -> {
                            staged.discard(name);
                            return null;
                        },
                        false));
    }

    private Future<Void> remove(Upload upload) {
        known.remove(upload.name(), upload);
        return blocking.executeBlocking(() -> Files.deleteIfExists(upload.part()), false)
                .mapEmpty();
    }

    /** Discards what waits for its next piece in vain. */
    void sweep() {
        Instant latest = clock.instant().minus(limits.partialKept());
        for (Upload upload : List.copyOf(known.values())) {
            if (!upload.busy() && upload.touched().isBefore(latest)) {
                LOG.info("{} is no longer waited for at byte {}", upload.name(), upload.offset());
                upload.free()
                        .compose(free -> remove(upload))
                        .onFailure(e -> LOG.warn("{} could not be removed: {}", upload.name(), e.toString()));
            }
        }
    }

    private static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
