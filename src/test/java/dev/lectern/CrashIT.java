package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is killed, and whenever: every accepted recording is processed, and nothing that was finished is done again. */
class CrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path clips;

    /** Four segments that have to be encoded again: enough for something to be under way and something to be done. */
    private static Path clip;

    @TempDir
    private Path temp;

    @BeforeAll
    static void makeClip() {
        clip = Clips.toTranscode(clips, 12);
    }

    @Test
    void killedDuringAnUploadItLeavesNothingOfIt() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"));
        DataFolderLook data = new DataFolderLook(temp.resolve("data"));
        try (RunningLectern first = setup.start()) {
            uploadHalf(first, Files.readAllBytes(Clips.sample()));
            Eventually.becomes(PATIENCE, "the upload to reach the disk", () -> !data.uploads()
                    .isEmpty());
            first.kill();
        }
        assertThat(data.uploads())
                .as("the half that was there when it was killed")
                .isNotEmpty();
        try (RunningLectern second = setup.start()) {
            assertThat(data.uploads()).isEmpty();
            assertThat(second.get("/sessions")).isEmpty();
            assertThat(second.get("/jobs")).isEmpty();
            second.awaitCompleted(
                    second.upload(Clips.playable(temp.resolve("small.mp4"))).jobId(), PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "transcode", "detect/0002"})
    void killedDuringATaskItGoesOnWhereItWas(String task) throws Exception {
        goesOnWhereItWas(RunningLectern.in(temp.resolve("data")).with("LECTERN_SEGMENT_SECONDS", 3), task, clip);
    }

    @Test
    void killedDuringTrackingItGoesOnWhereItWas() throws Exception {
        // Very many samples that cost nothing to look at, so that tracking is what takes time.
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_MODEL", Clips.crowdModel(temp))
                .with("LECTERN_SAMPLE_FPS", 30)
                .with("LECTERN_SEGMENT_SECONDS", 120);
        goesOnWhereItWas(setup, "track", Clips.longAndTiny(temp));
    }

    @Test
    void redisKilledInTheMiddleComesBackAndNothingIsDoneAgain() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data")).with("LECTERN_SEGMENT_SECONDS", 3);
        DataFolderLook data = new DataFolderLook(temp.resolve("data"));
        try (RunningLectern lectern = setup.start()) {
            RunningLectern.Accepted accepted = lectern.upload(clip);
            Eventually.becomes(
                    PATIENCE,
                    "two segments to be done",
                    () -> data.detectedSegments().size() >= 2);
            ProcessHandle redis = child(lectern, "redis-server");
            redis.destroyForcibly();
            Set<String> done = data.detectedSegments();
            int from = lectern.output().length();
            lectern.awaitCompleted(accepted.jobId(), PATIENCE);
            assertThat(startedAfter(lectern.output().substring(from))).doesNotContainAnyElementsOf(done);
            assertThat(child(lectern, "redis-server").pid()).isNotEqualTo(redis.pid());
            assertClean(lectern, data, accepted);
        }
    }

    @Test
    void aStopHandsTasksBackWithoutSpendingAnAttempt() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data")).with("LECTERN_SEGMENT_SECONDS", 3);
        RunningLectern.Accepted accepted;
        try (RunningLectern first = setup.start()) {
            accepted = first.upload(clip);
            awaitStart(first, accepted, "transcode");
            first.stop();
            assertThat(first.output()).contains(line(accepted, "transcode", 1, "stopped"));
        }
        int from = Files.readString(setup.log()).length();
        try (RunningLectern second = setup.start()) {
            second.awaitCompleted(accepted.jobId(), PATIENCE);
            assertThat(second.output().substring(from)).contains(line(accepted, "transcode", 1, "finished"));
        }
    }

    private void goesOnWhereItWas(RunningLectern.Setup setup, String task, Path recording) throws Exception {
        DataFolderLook data = new DataFolderLook(temp.resolve("data"));
        RunningLectern.Accepted accepted;
        try (RunningLectern first = setup.start()) {
            accepted = first.upload(recording);
            awaitStart(first, accepted, task);
            first.kill();
            assertThat(first.output())
                    .as("it was killed while the task was under way")
                    .doesNotContain(line(accepted, task, 1, "finished"));
        }
        Set<String> done = data.detectedSegments();
        int from = Files.readString(setup.log()).length();
        try (RunningLectern second = setup.start()) {
            JsonNode job = second.awaitCompleted(accepted.jobId(), PATIENCE);
            assertThat(job.get("progress").asDouble()).isEqualTo(1);
            assertThat(second.output().substring(from)).contains(line(accepted, task, 2, "finished"));
            assertThat(startedAfter(second.output().substring(from)))
                    .filteredOn(done::contains)
                    .isEmpty();
            assertThat(second.get("/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                            .get("version")
                            .asText())
                    .isEqualTo("v1");
            assertClean(second, data, accepted);
        }
    }

    private static void assertClean(RunningLectern lectern, DataFolderLook data, RunningLectern.Accepted accepted) {
        Eventually.becomes(
                PATIENCE, "the working folders to be empty", () -> data.work().isEmpty());
        assertThat(data.uploads()).isEmpty();
        assertThat(data.sessions()).containsExactly(accepted.sessionId());
        JsonNode queue = lectern.get("/queue/health");
        assertThat(queue.get("queuedJobCount").asInt()).isZero();
        assertThat(queue.get("startedJobCount").asInt()).isZero();
        assertThat(lectern.process().descendants().filter(child -> command(child)
                        .contains("ffmpeg")))
                .isEmpty();
    }

    private static void awaitStart(RunningLectern lectern, RunningLectern.Accepted accepted, String task) {
        Eventually.becomes(
                PATIENCE, task + " to start", () -> lectern.output().contains(line(accepted, task, 1, "started")));
    }

    private static String line(RunningLectern.Accepted accepted, String task, int attempt, String what) {
        return "job=" + accepted.jobId() + " task=" + task + " attempt=" + attempt + " " + what;
    }

    /** The segments that a log says were begun, as the names of their files. */
    private static Set<String> startedAfter(String log) {
        return Arrays.stream(log.split("\n"))
                .filter(line -> line.contains(" task=detect/") && line.contains(" started"))
                .map(line -> line.replaceAll(".* task=detect/(\\d+) .*", "$1"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static ProcessHandle child(RunningLectern lectern, String program) {
        return Eventually.get(PATIENCE, program + " to run", () -> lectern.process()
                .descendants()
                .filter(child -> command(child).contains(program))
                .findFirst()
                .orElse(null));
    }

    private static String command(ProcessHandle process) {
        return process.info().command().orElse("");
    }

    private static void uploadHalf(RunningLectern lectern, byte[] recording) throws IOException {
        // The socket stays open: it is the server that goes away.
        Socket socket = new Socket(lectern.base().getHost(), lectern.base().getPort());
        OutputStream out = socket.getOutputStream();
        String part = "--b\r\nContent-Disposition: form-data; name=\"video\"; filename=\"a.mp4\"\r\n\r\n";
        out.write(
                ("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                + "Content-Length: " + (part.length() + recording.length + 9) + "\r\n\r\n" + part)
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(recording, 0, recording.length / 2);
        out.flush();
    }
}
