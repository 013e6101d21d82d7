package dev.lectern.depot;

import dev.lectern.job.DataFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artefacts that workers delivered whole and that no report has named yet. Only what arrived in this run of the server is known: what
 * an earlier run left is swept when the server starts. Thread safe.
 */
public final class StagedFiles {

    /** A report follows its file within seconds, or once the worker finds its server again. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(StagedFiles.class);

    private final Path folder;
    private final Clock clock;
    private final Map<String, Instant> lastNamed = new ConcurrentHashMap<>();

    StagedFiles(DataFolder data, Clock clock) {
        this.folder = data.staged();
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Where the file of a report is.
     *
     * @param name from a worker's report, which may be anything
     * @return its absolute path; the file is not there any more if it was published, because a report may come twice. Empty if nothing
     *     of that name was delivered to this run of the server, or long ago: then the task is to be done again
     */
    public Optional<Path> resolve(String name) {
        return lastNamed.computeIfPresent(name, (known, before) -> clock.instant()) == null
                ? Optional.empty()
                : Optional.of(path(name));
    }

    Path folder() {
        return folder;
    }

    Path path(String name) {
        return folder.resolve(DepotPaths.checkedArtefact(name)).toAbsolutePath();
    }

    /** The report that named a file was refused, so nobody wants it. Blocks for a moment on the disk. */
    public void discard(String name) {
        if (lastNamed.remove(name) != null) {
            try {
                Files.deleteIfExists(path(name));
            } catch (IOException e) {
                LOG.warn("{}, which nobody wants, could not be removed: {}", name, e.toString());
            }
        }
    }

    /** It is there, or will be in a moment. */
    void landed(String name) {
        lastNamed.put(DepotPaths.checkedArtefact(name), clock.instant());
    }

    /** Removes what was not named for long, and what is not known, because a depot that is gone put it here. Blocks. */
    void sweep() {
        unknown();
        Instant latest = clock.instant().minus(KEPT);
        for (String name : lastNamed.keySet()) {
            // Forgotten first, so that nobody is told of a file that is about to go.
            if (lastNamed.computeIfPresent(name, (known, named) -> named.isBefore(latest) ? null : named) == null) {
                try {
                    if (Files.deleteIfExists(path(name))) {
                        LOG.info("removed {}, which no report named", name);
                    }
                } catch (IOException e) {
                    LOG.warn("{}, which no report named, could not be removed: {}", name, e.toString());
                }
            }
        }
    }

    private void unknown() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!lastNamed.containsKey(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                    LOG.info("removed {}, which nobody knows", file.getFileName());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("what nobody knows could not be looked for: {}", e.toString());
        }
    }
}
