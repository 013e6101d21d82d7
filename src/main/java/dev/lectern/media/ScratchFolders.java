package dev.lectern.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders of this process among the temporary files. Their names say whose they are, so that those of a killed JVM can be told. */
public final class ScratchFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolders.class);
    private static final Pattern NAME = Pattern.compile("lectern-[a-z]+-(\\d{1,18})-.*");

    private ScratchFolders() {}

    /**
     * Makes an empty folder.
     *
     * @param purpose lower-case letters
     */
    public static Path make(String purpose) throws IOException {
        return Files.createTempDirectory(
                "lectern-" + purpose + "-" + ProcessHandle.current().pid() + "-");
    }

    /** Deletes a folder and everything in it. */
    public static void delete(Path folder) {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The folder {} could not be removed", folder, e);
        }
    }

    /** Removes the folders of processes that are no more. */
    public static void sweep() {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, "lectern-*")) {
            for (Path folder : folders) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            LOG.debug("the temp folder could not be swept", e);
        }
    }
}
