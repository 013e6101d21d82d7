package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work ends at once with one clear sentence; what works ends in order. */
class StartupIT {

    private static final int SIGTERM_EXIT = 143;

    @TempDir
    private Path temp;

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refuses(
                    setup().with("LECTERN_PORT", taken.getLocalPort()),
                    Integer.toString(taken.getLocalPort()),
                    "in use");
        }
    }

    @Test
    void aDataFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "not a folder");
        refuses(
                RunningLectern.in(temp.resolve("data")).with("LECTERN_DATA", file.resolve("data")),
                "cannot be written");
    }

    @Test
    void aDataFolderThatAnotherLecternUses() throws Exception {
        try (RunningLectern first = setup().start()) {
            refuses(setup(), "Another Lectern", Long.toString(first.process().pid()));
        }
    }

    @Test
    void aRedisThatCannotBeReached() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = socket.getLocalPort();
        }
        refuses(setup().with("LECTERN_REDIS", "redis://:secret@127.0.0.1:" + nobody), "cannot be reached");
        assertThat(Files.readString(setup().log())).doesNotContain("secret");
    }

    @Test
    void aModelThatIsNone() throws Exception {
        refuses(setup().with("LECTERN_MODEL", Files.writeString(temp.resolve("model.onnx"), "nonsense")), "model");
        refuses(setup().with("LECTERN_MODEL", temp.resolve("missing.onnx")), "missing.onnx");
    }

    @Test
    void aSettingThatIsWrong() throws Exception {
        refuses(setup().with("LECTERN_SAMPLE_FPS", "fast"), "LECTERN_SAMPLE_FPS", "fast");
    }

    @Test
    void toldToEndItEndsInOrderAndLeavesNoProcessBehind() throws Exception {
        RunningLectern lectern = setup().start();
        ProcessHandle redis = lectern.process()
                .children()
                .filter(child -> child.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow();
        assertThat(lectern.stop()).isEqualTo(SIGTERM_EXIT);
        assertThat(redis.isAlive()).isFalse();
        assertThat(lectern.output()).doesNotContain("WARN", "ERROR", "Exception");
    }

    @Test
    void aSignalForTheWholeTerminalEndsItInTheSameOrder() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "the system can make a group of processes");
        RunningLectern lectern = setup().through("/usr/bin/setsid").start();
        RunningLectern.Accepted accepted = lectern.upload(Clips.toTranscode(temp, 27));
        Eventually.becomes(Duration.ofMinutes(1), "ffmpeg to run", () -> lectern.process()
                .descendants()
                .anyMatch(child -> child.info().command().orElse("").endsWith("ffmpeg")));
        String group = "-" + lectern.process().pid();
        new ProcessBuilder("/bin/bash", "-c", "kill -TERM -- " + group).start().waitFor();
        assertThat(lectern.awaitEnd()).isEqualTo(SIGTERM_EXIT);
        assertThat(lectern.output()).doesNotContain("WARN", "ERROR", "Exception", "failed");
        try (RunningLectern next = setup().start()) {
            assertThat(next.get("/jobs/" + accepted.jobId()).get("status").asText())
                    .isNotEqualTo("failed");
        }
    }

    @Test
    void killedItLeavesNoRedisBehind() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "the system can tie a child to its parent");
        RunningLectern lectern = setup().start();
        ProcessHandle redis = lectern.process().children().findFirst().orElseThrow();
        lectern.kill();
        redis.onExit().get(5, TimeUnit.SECONDS);
    }

    private RunningLectern.Setup setup() {
        return RunningLectern.in(temp.resolve("data"));
    }

    private static void refuses(RunningLectern.Setup setup, String... words) throws Exception {
        long from = Files.exists(setup.log()) ? Files.size(setup.log()) : 0;
        Process process = setup.launch();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String said = Files.readString(setup.log()).substring((int) from);
        assertThat(ended).as("it ends by itself: %s", said).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(said).contains(words);
        assertThat(Arrays.stream(said.split("\n")).filter(line -> !line.isBlank()))
                .as("one sentence")
                .hasSize(1);
    }
}
