package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.Answer;
import dev.lectern.testing.Clips;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.RunningLectern;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of one recording as a script goes it, with every answer held against {@code openapi.json}. */
class ContractIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As people paste it: the single quotes hand the backslashes to the server. */
    private static final String PASTED =
            "curl -X POST \"http://localhost:8000/sessions/import\" -F \"video=@/path/to/video.mp4\""
                    + " -F 'metadata={\\\"sessionName\\\":\\\"Test Session\\\"};type=application/json'";

    @TempDir
    private static Path temp;

    private static RunningLectern lectern;
    private static ContractClient client;

    @BeforeAll
    static void start() throws Exception {
        lectern = RunningLectern.in(temp.resolve("data")).start();
        client = new ContractClient(lectern.base());
    }

    @AfterAll
    static void stop() {
        lectern.close();
    }

    @Test
    void thePastedLineUploadsAndNamesTheSession() throws Exception {
        JsonObject ids = pasted(Clips.playable(temp.resolve("lecture.mp4")));
        assertThat(ids.fieldNames()).containsExactlyInAnyOrder("jobId", "sessionId");
        String session = "/sessions/" + ids.getString("sessionId");
        assertThat(client.get(session).json().getJsonObject("session").getString("name"))
                .isEqualTo("Test Session");
        lectern.awaitCompleted(ids.getString("jobId"), PATIENCE);

        JsonObject job = client.get("/jobs/" + ids.getString("jobId")).json();
        assertThat(job.getDouble("progress")).isEqualTo(1.0);
        assertThat(job.getString("startedAt")).isNotNull().endsWith("Z");
        assertThat(job.getString("finishedAt")).isNotNull().endsWith("Z");
        assertThat(client.get("/jobs?active=true").array()).isEmpty();
        JsonObject summary = client.get("/sessions").array().getJsonObject(0);
        assertThat(summary.getString("status")).isEqualTo("completed");
        assertThat(summary.getString("relatedJobId")).isEqualTo(ids.getString("jobId"));
        assertThat(client.get(session).json().getBoolean("hasInstructorTrackingResult"))
                .isTrue();
        assertThat(client.head(session + "/media/video").status()).isEqualTo(200);
        assertThat(client.get(session + "/media/video", "Range", "bytes=0-99").status())
                .isEqualTo(206);
        assertResult(client.get(session + "/results/instructor-tracking"));

        Answer again = client.post(session + "/process");
        assertThat(again.status()).isEqualTo(201);
        lectern.awaitCompleted(again.json().getString("jobId"), PATIENCE);
        assertResult(client.get(session + "/results/instructor-tracking", "Accept-Encoding", "gzip"));
        assertThat(client.delete(session).status()).isEqualTo(204);
        assertThat(client.get(session).status()).isEqualTo(404);
    }

    @Test
    void everythingElseIsAsDescribed() {
        for (String path : new String[] {
            "/health/live",
            "/health/ready",
            "/queue/health",
            "/system",
            "/workers",
            "/openapi.json",
            "/docs",
            "/jobs",
            "/sessions"
        }) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(client.post("/queue/recover", "{}").json().getInteger("recoveredQueuedJobs"))
                .isZero();
        assertThat(client.get("/queue/health").json().getInteger("workerCount")).isPositive();
        JsonObject worker = client.get("/workers").array().getJsonObject(0);
        assertThat(worker.getString("name")).isEqualTo("local");
        assertThat(worker.getString("host")).isNotBlank();
        assertThat(worker.getString("state")).isIn("idle", "busy");
        assertThat(client.get("/no/such/thing").status()).isEqualTo(404);
        assertThat(client.get("/sessions/sess-0/results/instructor-tracking").status())
                .isEqualTo(404);
        assertThat(client.delete("/jobs/job-0").status()).isEqualTo(404);
        assertThat(client.delete("/health/live").status()).isEqualTo(405);
    }

    private static void assertResult(Answer answer) {
        JsonObject result = answer.json();
        assertThat(result.getString("version")).isEqualTo("v1");
        JsonObject data = result.getJsonObject("data");
        assertThat(data.fieldNames())
                .contains(
                        "coordinateSystem",
                        "video",
                        "processingMeta",
                        "frameDetections",
                        "trackPoints",
                        "derivedMetrics",
                        "instructor",
                        "persons",
                        "quality",
                        "motion");
        JsonArray detections = data.getJsonArray("frameDetections");
        JsonArray points = data.getJsonArray("trackPoints");
        assertThat(detections).hasSameSizeAs(points).isNotEmpty();
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.getJsonObject(i).getLong("tMs"))
                    .isEqualTo(detections.getJsonObject(i).getLong("tMs"));
        }
        assertThat(data.getJsonObject("derivedMetrics").fieldNames())
                .contains("coverage", "gapCount", "longestGapMs", "distance", "jitter")
                .contains("coveragePercent", "gapsCount", "longestGapSec", "totalDistance");
    }

    private static JsonObject pasted(Path video) throws IOException, InterruptedException {
        assumeTrue(there("curl"), "curl is there");
        String line = PASTED.replace(
                        "localhost:8000", "localhost:" + lectern.base().getPort())
                .replace("/path/to/video.mp4", video.toString());
        Process process = new ProcessBuilder("bash", "-c", line + " -sS -w '%{stderr}%{http_code}'").start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String status = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(status).as(answer).isEqualTo("201");
        return new JsonObject(answer);
    }

    private static boolean there(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
