package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.TaskKind;
import dev.lectern.testing.Answer;
import dev.lectern.track.ResultDocument;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

    private static final byte[] VIDEO = {1, 2, 3};

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void thereAreNoSessionsAtFirst() {
        assertThat(server.client().get("/sessions").array()).isEqualTo(new JsonArray());
    }

    @Test
    void sessionsAreListedNewestFirst() throws IOException {
        Job old = server.aSession("old", VIDEO);
        Job young = server.aSession(null, VIDEO);
        JsonArray list = server.client().get("/sessions").array();
        assertThat(list.getJsonObject(0).getString("sessionId")).isEqualTo(young.sessionId());
        assertThat(list.getJsonObject(0).containsKey("name")).isTrue();
        assertThat(list.getJsonObject(0).getValue("name")).isNull();
        assertThat(list.getJsonObject(1).getString("sessionId")).isEqualTo(old.sessionId());
        assertThat(list.getJsonObject(1).getString("name")).isEqualTo("old");
        assertThat(list.getJsonObject(1).getString("relatedJobId")).isEqualTo(old.id());
        assertThat(list.getJsonObject(1).getString("createdAt")).isEqualTo("2026-11-22T10:00:00.007Z");
    }

    @Test
    void theListComesInPagesForWhoAsksForThem() throws IOException {
        Job first = server.aSession("Physics 1", VIDEO);
        Job second = server.aSession("Physics 2", VIDEO);
        Job third = server.aSession("Física 3", VIDEO);
        server.aSession("Chemistry", VIDEO);
        await(server.store().jobs().failed(first.id(), "It broke.", TestServer.NOW));

        Answer page = server.client().get("/sessions?q=sic&sort=name&limit=2");
        assertThat(ids(page)).containsExactly(third.sessionId(), first.sessionId());
        assertThat(page.header("x-total-count")).isEqualTo("3");
        Answer next = server.client().get(nextOf(page));
        assertThat(ids(next)).containsExactly(second.sessionId());
        assertThat(next.header("link")).isNull();
        assertThat(next.header("x-total-count")).isNull();

        Answer failed = server.client().get("/sessions?status=failed&limit=1");
        assertThat(ids(failed)).containsExactly(first.sessionId());
        assertThat(failed.header("link")).isNull();
        Answer searched = server.client().get("/sessions?status=processing&q=Physics+%26%202&limit=1");
        assertThat(ids(searched)).isEmpty();
        Answer all = server.client().get("/sessions");
        assertThat(all.array()).hasSize(4);
        assertThat(all.header("x-total-count")).isNull();
    }

    private static List<String> ids(Answer answer) {
        return answer.array().stream()
                .map(one -> ((JsonObject) one).getString("sessionId"))
                .toList();
    }

    private static String nextOf(Answer page) {
        assertThat(page.header("link")).endsWith(">; rel=\"next\"");
        return page.header("link").substring(1, page.header("link").indexOf('>'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|limit",
                "limit=1001|limit",
                "status=done|processing, completed or failed",
                "sort=best|newest, oldest, name or longest",
                "limit=2&cursor=x|cursor",
                "limit=2&sort=name&cursor=7|cursor",
                "limit=2&sort=longest&cursor=7.YQ|cursor"
            })
    void aListThatCannotBeIsExplained(String query, String says) {
        Answer answer = server.client().get("/sessions?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("detail")).contains(says);
    }

    @Test
    void aSessionSaysTheSameInTheListAndAlone() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        expect(job, "processing", "queued", null, job.id());
        await(server.store().jobs().started(job.id(), TaskKind.INSPECT, TestServer.NOW));
        expect(job, "processing", "running", null, job.id());
        await(server.store().jobs().failed(job.id(), "It has no pictures.", TestServer.NOW));
        expect(job, "failed", "failed", "It has no pictures.", job.id());
    }

    @Test
    void aSessionWhoseOnlyJobWasCancelledFailedAndSaysWhy() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        assertThat(server.client().delete("/jobs/" + job.id()).status()).isEqualTo(204);
        expect(job, "failed", "failed", "Cancelled", null);
    }

    @Test
    void aSessionWithAResultIsCompletedEvenIfALaterJobFails() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        complete(job, "{}");
        expect(job, "completed", "completed", null, job.id());
        String again = server.client()
                .post("/sessions/" + job.sessionId() + "/process")
                .json()
                .getString("jobId");
        expect(job, "processing", "queued", null, again);
        await(server.store().jobs().failed(again, "It broke.", TestServer.NOW));
        expect(job, "completed", "failed", "It broke.", again);
        server.client().delete("/jobs/" + again);
        server.client().delete("/jobs/" + job.id());
        expect(job, "completed", "completed", null, null);
    }

    private void expect(Job job, String status, String processing, String error, String relatedJobId) {
        JsonObject detail = server.client().get("/sessions/" + job.sessionId()).json();
        assertThat(detail.getJsonObject("session"))
                .isEqualTo(server.client().get("/sessions").array().getJsonObject(0));
        assertThat(detail.getJsonObject("session").getString("status")).isEqualTo(status);
        assertThat(detail.getJsonObject("session").getString("relatedJobId")).isEqualTo(relatedJobId);
        assertThat(detail.getString("relatedJobId")).isEqualTo(relatedJobId);
        assertThat(detail.getJsonObject("processing").getString("status")).isEqualTo(processing);
        assertThat(detail.getJsonObject("processing").getString("error")).isEqualTo(error);
        assertThat(detail.getBoolean("hasInstructorTrackingResult"))
                .isEqualTo(status.equals("completed") || hasResult(job));
    }

    private boolean hasResult(Job job) {
        return await(server.store().results().exists(job.sessionId()));
    }

    @Test
    void theAddressOfTheVideoIsGivenAsLongAsThereIsOne() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        String path = "/sessions/" + job.sessionId();
        JsonObject media = server.client().get(path).json().getJsonObject("media");
        assertThat(media.getString("centralCamUrl")).isEqualTo(path + "/media/video");
        assertThat(media.fieldNames()).containsExactlyInAnyOrder("heatmapVideoUrl", "centralCamUrl", "slideDeckUrl");
        Files.delete(server.data().session(job.sessionId()).recording());
        media = server.client().get(path).json().getJsonObject("media");
        assertThat(media.getString("centralCamUrl")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "DELETE, ''",
        "GET, /results/instructor-tracking",
        "GET, /media/video",
        "GET, /media/heatmap",
        "GET, /media/thumbnail",
        "GET, /estimates",
        "POST, /process",
        "POST, /render"
    })
    void anUnknownSessionIsNotFound(String method, String suffix) {
        for (String id : new String[] {"sess-00000000", "nonsense", "..%2f..%2fetc", "sess-%00"}) {
            Answer answer = server.client().send(method, "/sessions/" + id + suffix, BodyPublishers.noBody());
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().getString("detail")).isEqualTo("Session not found");
            assertThat(answer.json().getString("message")).isEqualTo("Session not found");
        }
    }

    @Test
    void aSessionIsDeletedWithEverythingAndItsWorkIsStopped() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        Files.writeString(server.data().session(job.sessionId()).path().resolve("detections-0001.json"), "[]");
        Job other = server.aSession("Chemistry", VIDEO);

        Answer deleted = server.client().delete("/sessions/" + job.sessionId());
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(server.removed).containsExactly(job.id());
        assertThat(server.leftOnDisk())
                .containsExactly("sessions/" + other.sessionId(), "sessions/" + other.sessionId() + "/raw.mp4");
        assertThat(server.client().get("/sessions/" + job.sessionId()).status()).isEqualTo(404);
        assertThat(server.client().get("/jobs/" + job.id()).status()).isEqualTo(404);
        assertThat(server.client().delete("/sessions/" + job.sessionId()).status())
                .isEqualTo(404);
    }

    @Test
    void aSessionIsDeletedAlsoIfItsWorkerCannotBeToldOrItsFilesAreGone() throws IOException {
        server.removal = Future.failedFuture("the bus is down");
        Job job = server.aSession("Physics", VIDEO);
        Files.delete(server.data().session(job.sessionId()).recording());
        Files.delete(server.data().session(job.sessionId()).path());
        assertThat(server.client().delete("/sessions/" + job.sessionId()).status())
                .isEqualTo(204);
    }

    @Test
    void aSessionIsProcessedAgainWhenNothingIsInTheWay() throws IOException {
        Job first = server.aSession("Physics", VIDEO);
        String path = "/sessions/" + first.sessionId() + "/process";
        Answer conflict = server.client().post(path);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.json().getString("message")).contains(first.id());
        assertThat(conflict.json().getString("jobId")).isEqualTo(first.id());
        assertThat(server.added).isEmpty();

        await(server.store().jobs().failed(first.id(), "It broke.", TestServer.NOW));
        Answer answer =
                server.client().post(path, "{\"sampleFps\":2.5,\"segmentSeconds\":30,\"quality\":\"balanced\"}");
        assertThat(answer.status()).isEqualTo(201);
        String id = answer.json().getString("jobId");
        assertThat(server.added).containsExactly(id);
        JsonObject parameters = server.client().get("/jobs/" + id).json().getJsonObject("parameters");
        assertThat(parameters)
                .isEqualTo(new JsonObject()
                        .put("sampleFps", 2.5)
                        .put("segmentSeconds", 30)
                        .put("quality", "balanced"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sampleFps\":0}|sampleFps",
                "{\"sampleFps\":31}|sampleFps",
                "{\"sampleFps\":\"5\"}|sampleFps",
                "{\"segmentSeconds\":0}|segmentSeconds",
                "{\"segmentSeconds\":1.5}|segmentSeconds",
                "{\"segmentSeconds\":99999999999}|segmentSeconds",
                "{\"segmentSeconds\":true}|segmentSeconds",
                "{\"quality\":\"best\"}|fast, balanced or thorough",
                "{\"quality\":1}|fast, balanced or thorough",
                "[]|JSON object",
                "7|JSON object",
                "{|JSON"
            })
    void badParametersAreExplained(String body, String says) throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        await(server.store().jobs().failed(job.id(), "It broke.", TestServer.NOW));
        Answer answer = server.client().post("/sessions/" + job.sessionId() + "/process", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("message")).contains(says);
        assertThat(server.client().get("/jobs").array()).hasSize(1);
    }

    @Test
    void aBodyThatIsFarTooLargeIsRefused() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        Answer answer = server.client().post("/sessions/" + job.sessionId() + "/process", "x".repeat(70_000));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aResultIsSentCompressedOrNotWithATagForEach() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        String path = "/sessions/" + job.sessionId() + "/results/instructor-tracking";
        Answer none = server.client().get(path);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().getString("detail")).isEqualTo("Tracking results not available");

        String payload = TestPayload.json(2000);
        complete(job, payload);
        JsonObject expected = new JsonObject().put("version", "v1").put("data", new JsonObject(payload));
        Answer plain = server.client().get(path);
        assertThat(plain.json()).isEqualTo(expected);
        assertThat(plain.header("content-encoding")).isNull();
        Answer gzip = server.client().get(path, "accept-encoding", "gzip, deflate, br");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(gzip.json()).isEqualTo(expected);
        assertThat(gzip.body().length).isLessThan(plain.body().length / 5);
        assertThat(gzip.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(gzip.headers().allValues("vary").toString().toLowerCase(Locale.ROOT))
                .contains("accept-encoding");

        assertThat(server.client()
                        .get(path, "if-none-match", plain.header("etag"))
                        .status())
                .isEqualTo(304);
        assertThat(server.client()
                        .get(path, "accept-encoding", "gzip", "if-none-match", "\"x\", W/" + gzip.header("etag"))
                        .status())
                .isEqualTo(304);
        assertThat(server.client().get(path, "if-none-match", "\"other\"").status())
                .isEqualTo(200);
        Answer head = server.client().head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(plain.body().length));
    }

    private void complete(Job job, String payload) {
        byte[] document = ResultDocument.gzipped(payload.getBytes(StandardCharsets.UTF_8));
        String etag = Integer.toHexString(payload.hashCode());
        await(server.store().jobs().completed(job.id(), document, etag, TestServer.NOW));
    }
}
