package dev.lectern.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start script starts, tried with a Java that only says with what it was started. */
class StartScriptTest {

    private static final Path SCRIPT = Path.of("src/main/start/lectern").toAbsolutePath();
    private static final String VERSION = "17.0.99+1-test";
    private static final Instant BUILT = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path installed;
    private Path jar;
    private Path archive;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is a shell");
        installed = Files.createDirectories(folder.resolve("opt/lec tern")).toRealPath();
        executable(installed.resolve("lectern"), Files.readString(SCRIPT));
        jar = Files.writeString(installed.resolve("lectern.jar"), "a jar");
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        executable(java, "#!/bin/sh\nprintf '%s\\n' \"$@\" \"arenas=$MALLOC_ARENA_MAX\"\nexit 7\n");
        Files.writeString(
                folder.resolve("jdk/release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + VERSION + "\"\nJAVA_VERSION=\"17.0.99\"\n");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        archive = installed.resolve("lectern-" + VERSION + ".jsa");
    }

    @Test
    void argumentsReachLecternAsTheyAreAndItsExitCodeComesBack() throws Exception {
        Ran ran = run("worker", "--name", "two words", "", "*");
        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.after("-jar")).startsWith(jar.toString(), "worker", "--name", "two words", "", "*");
    }

    @Test
    void theArchiveOfThisJavaIsUsedIfItIsThereAndNotOlderThanTheJar() throws Exception {
        assertThat(run().text()).doesNotContain("SharedArchiveFile");
        Files.writeString(archive, "classes");
        assertThat(run().before("-jar")).contains("-XX:SharedArchiveFile=" + archive);
        Files.setLastModifiedTime(archive, FileTime.from(BUILT.minusSeconds(5)));
        assertThat(run().text()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void theArchiveOfAnotherJavaIsNotUsed() throws Exception {
        Files.writeString(installed.resolve("lectern-25.0.3+9-LTS.jsa"), "classes");
        assertThat(run().text()).doesNotContain("SharedArchiveFile");
        Files.delete(folder.resolve("jdk/release"));
        Files.writeString(archive, "classes");
        assertThat(run().text()).as("nobody knows which it is").doesNotContain("SharedArchiveFile");
    }

    @Test
    void whatJavaOptsSaysComesLastAndWins() throws Exception {
        environment.put("JAVA_OPTS", "-Xms1g -XX:MaxHeapFreeRatio=90");
        List<String> options = run().before("-jar");
        assertThat(options.indexOf("-Xms1g"))
                .isGreaterThan(options.indexOf("-Xms32m"))
                .isGreaterThan(-1);
        assertThat(options).last().isEqualTo("-XX:MaxHeapFreeRatio=90");
    }

    @Test
    void optionsForJavaMayComeBeforeTheCommandAndJavaOptsWinsOverThem() throws Exception {
        environment.put("JAVA_OPTS", "-Dsaid=by-the-environment");
        Ran ran = run("-Dsaid=by the unit", "-Xmx1g", "worker", "-Dnot=for Java");
        assertThat(ran.before("-jar"))
                .containsSubsequence("-Xms32m", "-Dsaid=by the unit", "-Xmx1g", "-Dsaid=by-the-environment");
        assertThat(ran.after("-jar")).startsWith(jar.toString(), "worker", "-Dnot=for Java");
        assertThat(run("-Xmx1g").after("-jar")).startsWith(jar.toString());
    }

    @Test
    void aCollectorOrAnArchiveOfSomebodysOwnIsTheOnlyOne() throws Exception {
        Files.writeString(archive, "classes");
        environment.put("JAVA_OPTS", "-XX:+UseG1GC -XX:SharedArchiveFile=/own.jsa");
        assertThat(run().text()).doesNotContain("SerialGC").doesNotContain(archive.toString());
        environment.remove("JAVA_OPTS");
        environment.put("JDK_JAVA_OPTIONS", "-XX:+UseZGC");
        assertThat(run().text()).doesNotContain("SerialGC").contains(archive.toString());
    }

    @Test
    void itWorksThroughALinkAndFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("lec"), installed.resolve("lectern"));
        assertThat(run(link).after("-jar")).startsWith(jar.toString());
    }

    @Test
    void withoutJavaItSaysWhatIsMissing() throws Exception {
        environment.put("JAVA_HOME", "");
        Path programs = Files.createDirectories(folder.resolve("bin"));
        environment.put("PATH", programs.toString());
        for (String program : List.of("dirname", "readlink")) {
            executable(programs.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
        }
        Ran ran = run();
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.text()).contains("Lectern needs Java 17 or later");
    }

    @Test
    void theBuildAndTheScriptNameArchivesAlike() throws IOException {
        ClassArchive ours = ClassArchive.beside(jar);
        assertThat(ours.file())
                .isEqualTo(installed.resolve("lectern-" + System.getProperty("java.runtime.version") + ".jsa"));
        assertThat(Files.readString(SCRIPT)).contains("archive=$here/lectern-$version.jsa");
    }

    private record Ran(int exit, List<String> lines) {
        private String text() {
            return String.join("\n", lines);
        }

        private List<String> before(String word) {
            return lines.subList(0, lines.indexOf(word));
        }

        private List<String> after(String word) {
            return lines.subList(lines.indexOf(word) + 1, lines.size());
        }
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        return run(installed.resolve("lectern"), arguments);
    }

    private Ran run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.contains("JAVA") || name.equals("JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), lines);
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
