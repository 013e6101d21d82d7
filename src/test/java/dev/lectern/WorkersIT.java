package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.OpenSsl;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import dev.lectern.testing.Sockets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in JVMs of their own, which know nothing but the server's address. */
class WorkersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SIGTERM_EXIT = 143;
    private static final String HERE = "127.0.0.1";
    private static final String SEGMENT_SECONDS = "4";

    @TempDir
    private Path temp;

    private final List<AutoCloseable> running = new ArrayList<>();
    private RunningLectern server;

    @BeforeEach
    void start() throws Exception {
        server = keep(pureServer().start());
    }

    @AfterEach
    void stop() throws Exception {
        for (int k = running.size() - 1; k >= 0; k--) {
            running.get(k).close();
        }
    }

    private RunningLectern.Setup pureServer() {
        return RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_WORKERS", 0)
                .with("LECTERN_SEGMENT_SECONDS", SEGMENT_SECONDS);
    }

    private <T extends AutoCloseable> T keep(T part) {
        running.add(part);
        return part;
    }

    private RunningWorker worker(String name) throws IOException {
        Path scratch = Files.createDirectories(temp.resolve(name + "-tmp"));
        return keep(RunningWorker.named(name, temp.resolve(name), server.base())
                        .with("--no-shared-folder")
                        .jvm("-Djava.io.tmpdir=" + scratch)
                        .start())
                .awaitJoined(server);
    }

    @Test
    void twoFromEmptyFoldersDoAllTheWorkAndTheResultIsThatOfOneSlot() throws Exception {
        worker("blue");
        worker("red");
        Path clip = Clips.toTranscode(temp, 16);
        RunningLectern.Accepted accepted = server.upload(clip);
        server.awaitCompleted(accepted.jobId(), PATIENCE);

        assertThat(tasksDone())
                .containsOnlyKeys("blue", "red")
                .allSatisfy((name, tasks) -> assertThat(tasks).as(name).isPositive());
        assertThat(result(server, accepted)).isEqualTo(process(clip));
        Path played = server.download("/sessions/" + accepted.sessionId() + "/media/video", temp.resolve("played.mp4"));
        assertThat(Clips.run(
                        Clips.BINARIES.ffprobe(),
                        "-v",
                        "error",
                        "-show_entries",
                        "stream=codec_name",
                        played.toString()))
                .contains("h264");
    }

    @Test
    void aVideoThatTwoEncodeInPiecesIsThatOfOneSlot() throws Exception {
        RunningWorker blue = worker("blue");
        RunningWorker red = worker("red");
        Path clip = Clips.toEncodeInPieces(temp, 54, 360);
        RunningLectern.Accepted accepted = server.upload(clip);
        server.awaitCompleted(accepted.jobId(), PATIENCE);
        Path byTwo = server.download("/sessions/" + accepted.sessionId() + "/media/video", temp.resolve("two.mp4"));
        assertThat(blue.output() + red.output())
                .contains(
                        "task=encode/0000 ",
                        "task=encode/0001 ",
                        "task=encode/0002 ",
                        "task=encode/0003 ",
                        "task=transcode ");
        assertThat(FileTree.of(temp.resolve("data/sessions")))
                .noneMatch(file -> file.toString().contains("pieces"));

        try (RunningLectern alone = RunningLectern.in(temp.resolve("alone"))
                .with("LECTERN_WORKERS", 1)
                .start()) {
            RunningLectern.Accepted again = alone.upload(clip);
            alone.awaitCompleted(again.jobId(), PATIENCE);
            Path byOne = alone.download("/sessions/" + again.sessionId() + "/media/video", temp.resolve("one.mp4"));
            assertThat(byTwo).hasSameBinaryContentAs(byOne);
        }
    }

    @Test
    void oneFetchesTheServersModelIfThatIsAnother() throws Exception {
        server.stop();
        Path model = Clips.crowdModel(temp);
        server = keep(pureServer().with("LECTERN_MODEL", model).start());
        worker("blue");
        Path clip = Clips.sample();
        RunningLectern.Accepted accepted = server.upload(clip);
        server.awaitCompleted(accepted.jobId(), PATIENCE);
        assertThat(result(server, accepted)).isEqualTo(process(clip, "--model", model.toString()));
    }

    @Test
    void whoIsToldToEndHandsItsTaskBackAndNoAttemptIsSpent() throws Exception {
        RunningWorker first = keep(RunningWorker.named("blue", temp.resolve("blue"), server.base())
                        .with("--grace", "0")
                        .start())
                .awaitJoined(server);
        RunningLectern.Accepted accepted = server.upload(Clips.toTranscode(temp, 20));
        Eventually.becomes(PATIENCE, "it to be busy with something long", () -> isBusyWith("transcode"));
        assertThat(first.stop()).isEqualTo(SIGTERM_EXIT);
        worker("red");
        server.awaitCompleted(accepted.jobId(), PATIENCE);
        assertThat(StreamSupport.stream(server.get("/workers").spliterator(), false))
                .allSatisfy(worker -> {
                    assertThat(worker.get("tasksFailed").asInt()).isZero();
                    assertThat(worker.get("tasksLost").asInt()).isZero();
                });
        assertThat(server.output()).doesNotContain("attempt=2");
    }

    @Test
    void oneIsThereBeforeItsServerAndSurvivesARestartOfIt() throws Exception {
        URI address = server.base();
        server.stop();
        RunningWorker early =
                keep(RunningWorker.named("blue", temp.resolve("blue"), address).start());
        Eventually.becomes(PATIENCE, "it to wait", () -> early.output().contains("Waiting for it"));
        server = keep(pureServer().with("LECTERN_PORT", address.getPort()).start());
        early.awaitJoined(server);
        server.kill();
        server = keep(pureServer().with("LECTERN_PORT", address.getPort()).start());
        early.awaitJoined(server);
        RunningLectern.Accepted accepted = server.upload(Clips.sample());
        server.awaitCompleted(accepted.jobId(), PATIENCE);
    }

    @Test
    void nothingListensElsewhereThanOnThisMachineAndNoDoorButHttpIsOpenToStrangers() throws Exception {
        RunningWorker blue = worker("blue");
        List<Sockets.Listening> ofServer = Sockets.listening(server.process().pid());
        List<Sockets.Listening> ofWorker = Sockets.listening(blue.process().pid());
        assertThat(ofServer).hasSize(1 + 4);
        assertThat(ofWorker).hasSize(3);
        assertThat(Stream.concat(ofServer.stream(), ofWorker.stream()))
                .allSatisfy(socket -> assertThat(socket.address()).isEqualTo(HERE));
        for (Sockets.Listening door :
                Stream.concat(ofServer.stream(), ofWorker.stream()).toList()) {
            if (door.port() != server.base().getPort()) {
                assertThat(OpenSsl.refused(HERE, door.port())).as("%s", door).isTrue();
            }
        }
    }

    @Test
    void aServerWithoutWorkersListensForHttpOnly() throws Exception {
        assertThat(Sockets.listening(server.process().pid())).singleElement().satisfies(socket -> assertThat(
                        socket.port())
                .isEqualTo(server.base().getPort()));
    }

    @Test
    void nothingIsLeftBehindByOneThatEnds() throws Exception {
        Path scratch = Files.createDirectories(temp.resolve("scratch"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + scratch,
                        "-jar",
                        RunningLectern.jar().toString(),
                        "worker",
                        "--join",
                        server.base().toString(),
                        "--name",
                        "guest",
                        "--no-shared-folder")
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("guest.log").toFile())
                .start();
        try {
            Eventually.becomes(PATIENCE, "it to join", () -> tasksDone().containsKey("guest"));
            RunningLectern.Accepted accepted = server.upload(Clips.sample());
            server.awaitCompleted(accepted.jobId(), PATIENCE);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> temp.resolve("guest.log").toString())
                    .isEqualTo(SIGTERM_EXIT);
        } finally {
            process.destroyForcibly();
        }
        assertThat(FileTree.of(scratch)).containsExactly(scratch);
    }

    private boolean isBusyWith(String task) {
        return StreamSupport.stream(server.get("/workers").spliterator(), false)
                .flatMap(worker -> StreamSupport.stream(worker.get("busyWith").spliterator(), false))
                .anyMatch(busy -> busy.get("task").asText().equals(task));
    }

    private Map<String, Integer> tasksDone() {
        Map<String, Integer> done = new HashMap<>();
        for (JsonNode worker : server.get("/workers")) {
            done.put(worker.get("name").asText(), worker.get("tasksDone").asInt());
        }
        return done;
    }

    private static byte[] result(RunningLectern server, RunningLectern.Accepted accepted) throws Exception {
        return server.send("GET", "/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                .body();
    }

    private byte[] process(Path clip, String... options) throws Exception {
        Path out = temp.resolve("out.json");
        List<String> arguments =
                new ArrayList<>(List.of("process", clip.toString(), "--out", out.toString(), "--workers", "1"));
        arguments.addAll(List.of(options));
        RunningLectern.Ended ended = RunningLectern.in(temp.resolve("unused")).run(arguments.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(out);
    }
}
