package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a real recording while it is processed, and that the result is none the wiser for it. One slot, segments of a second. */
class PreviewIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    @Test
    void itComesBeforeTheResultSurvivesAKillAndIsGoneAfterwards() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_SEGMENT_SECONDS", 1)
                .with("LECTERN_WORKERS", 1);
        RunningLectern.Accepted accepted;
        try (RunningLectern first = setup.start()) {
            accepted = first.upload(Clips.sample());
            assertThat(first.send("GET", path(accepted)).statusCode()).isEqualTo(404);
            JsonNode preview = there(first, accepted);
            assertThat(preview.get("lookedAt").get("share").asDouble()).isBetween(0.01, 0.99);
            assertThat(preview.get("data").get("trackPoints")).isNotEmpty();
            JsonNode session = first.get("/sessions/" + accepted.sessionId());
            assertThat(session.get("session").get("status").asText()).isEqualTo("processing");
            assertThat(session.get("hasInstructorTrackingResult").asBoolean()).isFalse();
            first.kill();
        }
        try (RunningLectern second = setup.start()) {
            there(second, accepted);
            second.awaitCompleted(accepted.jobId(), PATIENCE);
            HttpResponse<byte[]> none = second.send("GET", path(accepted));
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(JSON.readTree(none.body()).get("detail").asText()).contains("There is a result");
            assertThat(second.send("GET", "/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                            .body())
                    .isEqualTo(withoutAServer());
            assertThat(new String(
                            second.send("GET", "/jobs/" + accepted.jobId() + "/events?lastEventId=0-0")
                                    .body(),
                            StandardCharsets.UTF_8))
                    .containsSubsequence("event: preview", "\"share\":", "event: completed");
        }
    }

    private static JsonNode there(RunningLectern server, RunningLectern.Accepted accepted) throws Exception {
        Eventually.becomes(
                PATIENCE,
                "there is a preliminary result",
                () -> preview(server, accepted).statusCode() == 200);
        HttpResponse<byte[]> answer = preview(server, accepted);
        assertThat(answer.statusCode()).as("the job is still at work").isEqualTo(200);
        JsonNode preview = JSON.readTree(answer.body());
        assertThat(preview.get("preliminary").asBoolean()).isTrue();
        return preview;
    }

    private static HttpResponse<byte[]> preview(RunningLectern server, RunningLectern.Accepted accepted) {
        try {
            return server.send("GET", path(accepted));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String path(RunningLectern.Accepted accepted) {
        return "/sessions/" + accepted.sessionId() + "/preview";
    }

    private byte[] withoutAServer() throws IOException, InterruptedException {
        Path out = temp.resolve("result.json");
        RunningLectern.Ended ended = RunningLectern.in(temp.resolve("other"))
                .run("process", Clips.sample().toString(), "--out", out.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(out);
    }
}
