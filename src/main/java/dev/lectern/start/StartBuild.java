package dev.lectern.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Run by the build: puts the start script beside the jar, and an archive of classes for the JVM of the build. */
public final class StartBuild {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartBuild() {}

    /**
     * Never fails for want of an archive, which only makes a start quicker.
     *
     * @param args the start script, the jar, and whether to leave out the archive
     * @throws IOException if the script cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path script = Path.of(args[0]);
        Path jar = Path.of(args[1]);
        Path placed = jar.resolveSibling(script.getFileName());
        Files.copy(script, placed, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = placed.toFile().setExecutable(true);
        if (executable && !Boolean.parseBoolean(args[2])) {
            archive(jar);
        }
    }

    private static void archive(Path jar) {
        try {
            new TrainingRun(ClassArchive.beside(jar), PATIENCE).run();
        } catch (IOException | RuntimeException e) {
            System.out.println("No archive of classes was made, so starts take longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
