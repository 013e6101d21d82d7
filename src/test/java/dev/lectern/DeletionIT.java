package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RedisDump;
import dev.lectern.testing.RunningLectern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted stops, and is gone. */
class DeletionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @TempDir
    private Path temp;

    @Test
    void deletingARunningJobEndsItsFfmpegWithinTwoSeconds() throws Exception {
        try (RunningLectern lectern = setup().start()) {
            RunningLectern.Accepted accepted = lectern.upload(Clips.toTranscode(temp, 27));
            Eventually.becomes(
                    PATIENCE, "ffmpeg to run", () -> ffmpegs(lectern).findAny().isPresent());
            assertThat(lectern.send("DELETE", "/jobs/" + accepted.jobId()).statusCode())
                    .isEqualTo(204);
            Eventually.becomes(TWO_SECONDS, "no ffmpeg to run", () -> ffmpegs(lectern)
                    .findAny()
                    .isEmpty());
            assertThat(lectern.send("GET", "/jobs/" + accepted.jobId()).statusCode())
                    .isEqualTo(404);
            assertThat(lectern.get("/sessions/" + accepted.sessionId())
                            .at("/processing/error")
                            .asText())
                    .isEqualTo("Cancelled");
            assertThat(lectern.get("/sessions").get(0).get("status").asText()).isEqualTo("failed");
            Eventually.becomes(
                    PATIENCE, "nothing to be left over", () -> data().work().isEmpty());
        }
    }

    @Test
    void deletingASessionLeavesNoFileNoRowAndNoKey() throws Exception {
        try (RunningLectern lectern = setup().start()) {
            RunningLectern.Accepted finished = lectern.upload(Clips.playable(temp.resolve("small.mp4")));
            lectern.awaitCompleted(finished.jobId(), PATIENCE);
            RunningLectern.Accepted running = lectern.upload(Clips.toTranscode(temp, 27));
            Eventually.becomes(
                    PATIENCE, "ffmpeg to run", () -> ffmpegs(lectern).findAny().isPresent());

            for (RunningLectern.Accepted accepted : List.of(finished, running)) {
                assertThat(lectern.send("DELETE", "/sessions/" + accepted.sessionId())
                                .statusCode())
                        .isEqualTo(204);
                assertThat(lectern.send("GET", "/sessions/" + accepted.sessionId())
                                .statusCode())
                        .isEqualTo(404);
            }

            Eventually.becomes(
                    PATIENCE,
                    "no file to be left",
                    () -> data().sessions().isEmpty()
                            && data().work().isEmpty()
                            && data().uploads().isEmpty());
            assertThat(rows()).allSatisfy(row -> assertThat(row)
                    .doesNotContain(finished.sessionId(), finished.jobId(), running.sessionId(), running.jobId()));
            Eventually.becomes(PATIENCE, "no key to be left", () -> redisContent(lectern).stream()
                    .noneMatch(text -> text.contains(finished.jobId())
                            || text.contains(running.jobId())
                            || text.contains(finished.sessionId())
                            || text.contains(running.sessionId())));
        }
    }

    /** Deleted while each kind of task is at work, and when all is done: nothing in the data folder says that it ever was. */
    @Test
    void nothingInTheDataFolderRemembersWhatWasDeleted() throws Exception {
        String name = "Quasar-Lecture-4711";
        try (RunningLectern lectern = setup().with("LECTERN_WORKERS", 1).start()) {
            RunningLectern.Accepted kept = lectern.upload(Clips.playable(temp.resolve("kept.mp4")));
            lectern.awaitCompleted(kept.jobId(), PATIENCE);
            Path recording = Clips.toTranscode(temp, 9);
            Path longer = Clips.toEncodeInPieces(temp, 36, 360);
            List<String> traces = new ArrayList<>(List.of(name, sha256(recording), sha256(longer)));
            for (String stage : List.of("inspect", "encode", "transcode", "detect", "track", "render", "completed")) {
                JsonNode ids = JSON.readTree(lectern.tryUpload(
                                stage.equals("encode") ? longer : recording,
                                "{\"sessionName\":\"" + name + "\",\"room\":\"" + name + "\"}")
                        .body());
                String session = ids.get("sessionId").asText();
                String job = ids.get("jobId").asText();
                assertThat(data().holding(session)).isNotEmpty();
                if (stage.equals("render") || stage.equals("completed")) {
                    lectern.awaitCompleted(job, PATIENCE);
                    job = JSON.readTree(lectern.send("POST", "/sessions/" + session + "/render")
                                    .body())
                            .get("jobId")
                            .asText();
                }
                awaitStage(lectern, job, stage);
                assertThat(lectern.send("DELETE", "/sessions/" + session).statusCode())
                        .isEqualTo(204);
                traces.addAll(List.of(session, job, ids.get("jobId").asText()));
            }
            for (String trace : traces) {
                Eventually.becomes(
                        PATIENCE, "no trace of " + trace + " in " + data().holding(trace), () -> data().holding(trace)
                                .isEmpty());
            }
            assertThat(lectern.get("/sessions")).hasSize(1);
            assertThat(data().holding(kept.sessionId())).isNotEmpty();
            lectern.stop();
            for (String trace : traces) {
                assertThat(data().holding(trace)).isEmpty();
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Waits until a job is at a stage, or has gone past it. */
    private static void awaitStage(RunningLectern lectern, String job, String stage) {
        Eventually.becomes(PATIENCE, job + " to be at " + stage, () -> {
            JsonNode now = lectern.get("/jobs/" + job);
            return now.get("stage").asText().equals(stage)
                    || now.get("status").asText().equals("completed");
        });
    }

    private RunningLectern.Setup setup() {
        return RunningLectern.in(temp.resolve("data")).with("LECTERN_SEGMENT_SECONDS", 3);
    }

    private DataFolderLook data() {
        return new DataFolderLook(temp.resolve("data"));
    }

    private static Stream<ProcessHandle> ffmpegs(RunningLectern lectern) {
        return lectern.process()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"));
    }

    private List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/backend.db"));
                Statement statement = connection.createStatement()) {
            for (String table : List.of("sessions", "jobs", "results")) {
                try (ResultSet all = statement.executeQuery("select * from " + table)) {
                    while (all.next()) {
                        StringBuilder row = new StringBuilder(table);
                        for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                            row.append(' ').append(all.getString(i));
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }

    private List<String> redisContent(RunningLectern lectern) {
        return RedisDump.of(temp.resolve("data"));
    }
}
