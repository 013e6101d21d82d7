package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.start.ClassArchive;
import dev.lectern.testing.RunningLectern;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script and the archive of classes that the build put beside the jar. */
class StartScriptIT {

    /** Of a JVM that was told to end. */
    private static final int TOLD_TO_END = 143;

    @TempDir
    Path folder;

    private final Path script = RunningLectern.jar().resolveSibling("lectern");

    @BeforeEach
    void onASystemWithAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is a shell");
    }

    @Test
    void itStartsTheServerWithTheArchiveAndSignalsReachIt() throws Exception {
        Path archive = ClassArchive.beside(RunningLectern.jar()).file();
        assumeTrue(Files.exists(archive) && Files.exists(Path.of("/proc/self/maps")), "the build made an archive");
        try (RunningLectern server =
                RunningLectern.in(folder.resolve("data")).byTheStartScript().start()) {
            assertThat(Files.readString(
                            Path.of("/proc", Long.toString(server.process().pid()), "maps")))
                    .contains(archive.toString());
            assertThat(server.stop()).isEqualTo(TOLD_TO_END);
            assertThat(server.output()).doesNotContainIgnoringCase("warning");
        }
    }

    @Test
    void anArchiveThatIsOfNoUseIsPassedOverInSilence() throws Exception {
        Path there = Files.copy(script, folder.resolve("lectern"));
        Path jar = Files.createSymbolicLink(folder.resolve("lectern.jar"), RunningLectern.jar());
        Files.writeString(ClassArchive.beside(jar).file(), "this is no archive".repeat(1000));
        Process process = new ProcessBuilder("/bin/sh", there.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).startsWith("Lectern ").hasLineCount(1);
        assertThat(process.exitValue()).isZero();
    }
}
