package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.HalfUpload;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk of the data folder is full at each stage: a sentence or waiting, nothing half published, and all is well with space. */
class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Leaves room for the database and the queue, but for no work. */
    private static final long ALMOST = 24L << 20;

    @TempDir
    private Path temp;

    private Disk disk;
    private RunningLectern lectern;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Disk.possible(), "disks can be made here");
        disk = Disk.at(temp.resolve("data"), 400);
        lectern = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_DISK_RESERVE", "64 MiB")
                .with("LECTERN_WORKERS", 1)
                .with("LECTERN_SEGMENT_SECONDS", 3)
                .start();
    }

    @AfterEach
    void end() {
        if (lectern != null) {
            lectern.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void anUploadIsRefusedBeforeItIsSentAndTakenWhenThereIsSpace() throws Exception {
        Path recording = Clips.playable(temp.resolve("small.mp4"));
        disk.fill(ALMOST);
        HttpResponse<String> refused = lectern.tryUpload(recording, "{}");
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(JSON.readTree(refused.body()).get("detail").asText()).contains("not enough space");
        disk.empty();
        lectern.awaitCompleted(lectern.upload(recording).jobId(), PATIENCE);
    }

    @Test
    void anUploadThatFillsTheDiskIsRefusedAndLeavesNothing() throws Exception {
        Path recording = Clips.clip(
                temp.resolve("noise.mkv"),
                "nullsrc=size=640x360:rate=25:duration=2,geq=random(1)*255",
                "-c:v",
                "mjpeg",
                "-q:v",
                "1");
        try (HalfUpload upload = HalfUpload.begin(lectern.base(), recording)) {
            Eventually.becomes(PATIENCE, "the upload to have begun", () -> !look().uploads()
                    .isEmpty());
            disk.fill(0);
            Answer answer = upload.finish();
            assertThat(answer.status()).isEqualTo(507);
        }
        assertThat(look().uploads()).isEmpty();
        assertThat(look().sessions()).isEmpty();
        disk.empty();
        lectern.awaitCompleted(lectern.upload(recording).jobId(), PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "transcode", "detect", "track", "render"})
    void aTaskThatIsToBeginWaitsForSpace(String stage) throws Exception {
        RunningLectern.Accepted accepted = lectern.upload(Clips.toTranscode(temp, 9));
        String job = accepted.jobId();
        if (stage.equals("track") || stage.equals("render")) {
            lectern.awaitCompleted(job, PATIENCE);
            String path = "/sessions/" + accepted.sessionId() + (stage.equals("track") ? "/process" : "/render");
            disk.fill(ALMOST);
            job = JSON.readTree(lectern.send("POST", path).body()).get("jobId").asText();
        } else {
            awaitStage(job, stage);
            disk.fill(ALMOST);
        }
        String waiting = job;
        Eventually.becomes(
                PATIENCE,
                "a task to wait for room",
                () -> lectern.output().contains("waits for room")
                        || lectern.get("/jobs/" + waiting)
                                .get("status")
                                .asText()
                                .equals("failed"));
        assertThat(lectern.send("GET", "/health/live").statusCode()).isEqualTo(200);
        assertThat(lectern.get("/jobs/" + waiting).get("status").asText()).isIn("queued", "running", "failed");
        assertWhole(accepted.sessionId());
        disk.empty();
        JsonNode end = lectern.awaitEnd(waiting, PATIENCE);
        if (end.get("status").asText().equals("failed")) {
            assertThat(end.get("error").asText()).matches("(?s).*(disk|stored|space).*");
        }
        assertCompletes(accepted.sessionId(), stage.equals("render") ? "/render" : "/process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcode", "detect", "render"})
    void aDiskThatIsFullToTheLastByteFailsWhatIsAtWorkAndNothingElse(String stage) throws Exception {
        RunningLectern.Accepted accepted = lectern.upload(Clips.toTranscode(temp, 27));
        String job = accepted.jobId();
        if (stage.equals("render")) {
            lectern.awaitCompleted(job, PATIENCE);
            job = JSON.readTree(lectern.send("POST", "/sessions/" + accepted.sessionId() + "/render")
                            .body())
                    .get("jobId")
                    .asText();
        }
        awaitStage(job, stage);
        disk.fill(0);
        String struck = job;
        Set<String> before = look().detectedSegments();
        Eventually.becomes(
                PATIENCE,
                "the slot to have met the full disk",
                () -> !lectern.get("/jobs/" + struck).get("status").asText().equals("running")
                        || lectern.output().matches("(?s).*(failed: |could not be stored|waits for room).*"));
        assertThat(lectern.send("GET", "/health/live").statusCode()).isEqualTo(200);
        assertThat(look().detectedSegments()).containsAll(before);
        disk.empty();
        lectern.awaitEnd(job, PATIENCE);
        assertWhole(accepted.sessionId());
        assertCompletes(accepted.sessionId(), stage.equals("render") ? "/render" : "/process");
    }

    private void assertCompletes(String session, String what) throws Exception {
        HttpResponse<byte[]> again = lectern.send("POST", "/sessions/" + session + what);
        assertThat(again.statusCode()).isEqualTo(201);
        lectern.awaitCompleted(JSON.readTree(again.body()).get("jobId").asText(), PATIENCE);
        assertThat(lectern.get("/sessions/" + session + "/results/instructor-tracking")
                        .at("/data/trackPoints"))
                .isNotEmpty();
        assertThat(lectern.send("HEAD", "/sessions/" + session + "/media/video").statusCode())
                .isEqualTo(200);
    }

    /** What is in the folder of a session is whole, or not there. */
    private void assertWhole(String session) throws IOException {
        for (Path file : FileTree.of(temp.resolve("data/sessions").resolve(session))) {
            if (Files.isRegularFile(file)) {
                assertThat(Files.size(file)).as(file.toString()).isPositive();
                assertThat(file.getFileName().toString()).doesNotEndWith(".part");
                if (file.toString().endsWith(".json")) {
                    assertThat(JSON.readTree(file.toFile()).isObject()).isTrue();
                }
                if (file.toString().endsWith(".mp4") && !file.endsWith("raw.mp4")) {
                    Clips.run(Clips.BINARIES.ffprobe(), "-v", "error", "-i", file.toString());
                }
            }
        }
    }

    private void awaitStage(String job, String stage) {
        Eventually.becomes(PATIENCE, job + " to be at " + stage, () -> {
            JsonNode now = lectern.get("/jobs/" + job);
            return now.get("stage").asText().equals(stage)
                    || now.get("status").asText().equals("completed");
        });
    }

    private DataFolderLook look() {
        return new DataFolderLook(temp.resolve("data"));
    }
}
