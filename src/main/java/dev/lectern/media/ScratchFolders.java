package dev.lectern.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The empty folders in which child processes run. Their names say whose they are, so that those of a killed JVM can be told. */
public final class ScratchFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolders.class);
    private static final String PREFIX = "lectern-media-";

    private ScratchFolders() {}

    static Path make() throws IOException {
        return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    }

    static void delete(Path folder) {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path path : left.toList()) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("The folder {} could not be removed", folder, e);
        }
    }

    /** Removes the folders of processes that are no more. */
    public static void sweep() {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, PREFIX + "*")) {
            for (Path folder : folders) {
                String pid = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-")[0];
                if (pid.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            LOG.debug("the temp folder could not be swept", e);
        }
    }
}
