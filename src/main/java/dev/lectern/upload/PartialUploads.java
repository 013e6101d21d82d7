package dev.lectern.upload;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Json;
import dev.lectern.job.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings that arrive in pieces, as they lie on the disk: beside the bytes that are there is a note of what they will be. Two files
 * of an upload are called after it, and nothing else is in the folder. Everything blocks. Thread safe, as long as of each upload only one
 * thread changes something at a time.
 */
public final class PartialUploads {

    private static final Logger LOG = LoggerFactory.getLogger(PartialUploads.class);
    private static final String NOTE = ".json";
    private static final String BYTES = ".part";
    private static final String NEW = ".new";

    private final Path folder;
    private final Duration kept;

    /**
     * The uploads of a data folder.
     *
     * @param kept how long one is waited for, and remembered
     */
    public PartialUploads(DataFolder data, Duration kept) {
        this.folder = data.partial();
        this.kept = Objects.requireNonNull(kept);
    }

    /** Where the bytes of an upload are. */
    public Path bytes(PartialUpload upload) {
        return folder.resolve(upload.id() + BYTES);
    }

    /** Notes an upload of which nothing is there yet. */
    public void announce(PartialUpload upload) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(bytes(upload));
        note(upload);
    }

    /** Writes down what became of an upload; survives a power cut once this returns. */
    public void note(PartialUpload upload) throws IOException {
        Path note = folder.resolve(upload.id() + NOTE);
        Path fresh = folder.resolve(upload.id() + NEW);
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(Json.bytes(upload)));
            file.force(true);
        }
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (upload.state() == PartialUpload.State.REFUSED) {
            Files.deleteIfExists(bytes(upload));
        }
    }

    /** An upload that was announced and is remembered. */
    public Optional<PartialUpload> find(String id) throws IOException {
        if (!Ids.isUpload(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(folder.resolve(id + NOTE)), PartialUpload.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read and is forgotten: {}", id, e.toString());
            return Optional.empty();
        }
    }

    /** How many bytes of an upload are there: all of it once it was accepted or refused. */
    public long offset(PartialUpload upload) throws IOException {
        if (upload.state() != PartialUpload.State.ARRIVING) {
            return upload.length();
        }
        try {
            return Files.size(bytes(upload));
        } catch (NoSuchFileException e) {
            // It became a session's recording just before the server ended, and that session was never noted.
            Files.createFile(bytes(upload));
            return 0;
        }
    }

    /** Until when an upload is waited for if nothing more comes. */
    public Instant expires(PartialUpload upload) throws IOException {
        return touched(upload.id()).plus(kept);
    }

    /** Those of which bytes are here, so that something is still to come of them. Reads the notes of no others. */
    public List<PartialUpload> unfinished() throws IOException {
        List<PartialUpload> unfinished = new ArrayList<>();
        for (String id : ids()) {
            if (Files.exists(folder.resolve(id + BYTES))) {
                find(id).filter(upload -> upload.state() == PartialUpload.State.ARRIVING)
                        .ifPresent(unfinished::add);
            }
        }
        return unfinished;
    }

    /** Forgets an upload and deletes what is there of it. */
    public void delete(String id) throws IOException {
        if (Ids.isUpload(id)) {
            for (String suffix : List.of(NOTE, BYTES, NEW)) {
                Files.deleteIfExists(folder.resolve(id + suffix));
            }
        }
    }

    /** SHA-256 of what is there of an upload. Reads all of it. */
    public String sha256(PartialUpload upload) throws IOException {
        return Sha256.of(bytes(upload));
    }

    /**
     * Forgets what has not changed for so long that nobody will go on with it, and what a crash left without a note.
     *
     * @param busy what somebody goes on with right now
     */
    public void sweep(Instant now, Set<String> busy) throws IOException {
        for (String id : ids()) {
            if (!busy.contains(id)
                    && (find(id).isEmpty() || touched(id).plus(kept).isBefore(now))) {
                LOG.info("{} is no longer waited for", id);
                delete(id);
            }
        }
    }

    /** What is known of an upload changed now. */
    public void touch(PartialUpload upload, Instant now) throws IOException {
        Files.setLastModifiedTime(folder.resolve(upload.id() + NOTE), FileTime.from(now));
    }

    private Instant touched(String id) throws IOException {
        try {
            return Files.getLastModifiedTime(folder.resolve(id + NOTE)).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MIN.plus(kept);
        }
    }

    private List<String> ids() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                    .filter(Ids::isUpload)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
