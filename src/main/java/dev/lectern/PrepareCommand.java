package dev.lectern;

import dev.lectern.start.ClassArchive;
import dev.lectern.start.TrainingRun;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Makes the archive of classes for this Java, where the build did not: on the machine that Lectern is installed on. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = {
            "Makes starts with this Java quicker: writes an archive of classes beside the jar, which the start script uses.",
            "For that it starts a server and a worker of its own for some seconds. To be run again after an update of Java or Lectern."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The archive was made.", "3:It could not be made; starts are as before."})
final class PrepareCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    int run() {
        try {
            ClassArchive archive = ClassArchive.beside(jar());
            new TrainingRun(archive, PATIENCE).run();
            System.out.println("Starts with Java " + archive.version() + " use " + archive.file());
            return Lectern.Exit.OK;
        } catch (IOException | URISyntaxException e) {
            return CommandEnd.complain(Lectern.Exit.FAILED, "No archive of classes was made: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Lectern.Exit.INTERRUPTED;
        }
    }

    /** What this program runs from. */
    private static Path jar() throws IOException, URISyntaxException {
        Path from = Path.of(Lectern.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!from.getFileName().toString().endsWith(".jar")) {
            throw new IOException("it is for the jar, and this is not run from one");
        }
        return from;
    }
}
