package dev.lectern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what a killed server left behind: uploads and work that were under way, and folders of sessions that do not exist. */
final class DataSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DataSweep.class);

    private DataSweep() {}

    /** Empties a folder, and makes it if it is missing. */
    static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path child : children(folder)) {
            delete(child);
        }
    }

    /** Deletes the folders of sessions that are not among these. */
    static void keepOnly(Path sessions, Set<String> ids) throws IOException {
        Files.createDirectories(sessions);
        for (Path session : children(sessions)) {
            if (!ids.contains(session.getFileName().toString())) {
                LOG.info("removing {}, which belongs to no session", session.getFileName());
                delete(session);
            }
        }
    }

    /**
     * Deletes what lies in a folder and has not changed for a while, nor anything below it.
     *
     * @param but what is left alone
     */
    static void old(Path folder, Duration age, Instant now, Path... but) throws IOException {
        for (Path child : children(folder)) {
            if (!List.of(but).contains(child) && newest(child).plus(age).isBefore(now)) {
                LOG.info("removing {}, which nobody has touched for {}", child, age);
                delete(child);
            }
        }
    }

    /** Deletes the folders of sessions that are not among these, and have not just been made. */
    static void orphans(Path sessions, Set<String> ids, Duration age, Instant now) throws IOException {
        for (Path session : children(sessions)) {
            if (!ids.contains(session.getFileName().toString())
                    && newest(session).plus(age).isBefore(now)) {
                LOG.info("removing {}, which belongs to no session", session.getFileName());
                delete(session);
            }
        }
    }

    /** When something in a file or folder changed last; now if it goes away under our hands. */
    private static Instant newest(Path fileOrFolder) {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            Instant newest = Instant.MIN;
            for (Path file : files.toList()) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
            return newest;
        } catch (IOException | UncheckedIOException e) {
            return Instant.now();
        }
    }

    /** Deletes a file, or a folder with everything in it. */
    static void delete(Path fileOrFolder) throws IOException {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
