package dev.lectern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Deletes a file, or a folder with everything in it. */
    static void delete(Path fileOrFolder) throws IOException {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
