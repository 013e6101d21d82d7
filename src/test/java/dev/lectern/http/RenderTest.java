package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Goal;
import dev.lectern.job.Job;
import dev.lectern.job.SessionFolder;
import dev.lectern.testing.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenderTest {

    private static final byte[] VIDEO = {1, 2, 3};
    private static final byte[] DRAWN = {9, 8, 7, 6, 5};

    @RegisterExtension
    private final TestServer server = new TestServer();

    private Job job;
    private String path;
    private SessionFolder folder;

    @BeforeEach
    void aRecording() throws IOException {
        job = server.aSession("Physics", VIDEO);
        path = "/sessions/" + job.sessionId();
        folder = server.data().session(job.sessionId());
    }

    @Test
    void renderingIsAJobThatIsPinnedToTheNewestResult() {
        completed(job, "e1");
        Answer answer = server.client().post(path + "/render");
        assertThat(answer.status()).isEqualTo(201);
        String id = answer.json().getString("jobId");
        Job rendering = await(server.store().jobs().find(id)).orElseThrow();
        assertThat(rendering.goal()).isEqualTo(Goal.RENDER);
        assertThat(rendering.renders()).isEqualTo("e1");
        assertThat(server.added).contains(id);
        JsonObject shown = server.client().get("/jobs/" + id).json();
        assertThat(shown.getString("goal")).isEqualTo("render");
        assertThat(shown.getString("status")).isEqualTo("queued");
        assertThat(session().getString("status")).isEqualTo("processing");
    }

    @Test
    void aSecondRenderingOrARunBesideItIsRefused() {
        completed(job, "e1");
        String id = server.client().post(path + "/render").json().getString("jobId");
        for (String route : new String[] {"/render", "/process"}) {
            Answer refused = server.client().post(path + route);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().getString("jobId")).isEqualTo(id);
        }
    }

    @Test
    void withoutAResultThereIsNothingToRender() {
        Answer early = server.client().post(path + "/render");
        assertThat(early.status()).as("the job that makes it is in the way").isEqualTo(409);
        assertThat(early.json().getString("jobId")).isEqualTo(job.id());
        await(server.store().jobs().failed(job.id(), "It broke.", TestServer.NOW));
        Answer never = server.client().post(path + "/render");
        assertThat(never.status()).isEqualTo(404);
        assertThat(never.json().getString("detail")).contains("result").contains("process");
        assertThat(server.client().post("/sessions/sess-00000000/render").status())
                .isEqualTo(404);
    }

    @Test
    void aRenderingThatFailedOrWasCancelledLeavesTheSessionCompleted() {
        completed(job, "e1");
        String failed = server.client().post(path + "/render").json().getString("jobId");
        await(server.store().jobs().failed(failed, "The disk is full.", TestServer.NOW));
        assertThat(session().getString("status")).isEqualTo("completed");
        assertThat(detail().getJsonObject("processing").getString("error")).isEqualTo("The disk is full.");
        String cancelled = server.client().post(path + "/render").json().getString("jobId");
        server.client().delete("/jobs/" + cancelled);
        server.client().delete("/jobs/" + failed);
        assertThat(session().getString("status")).isEqualTo("completed");
        assertThat(detail().getJsonObject("processing").getString("status")).isEqualTo("completed");
    }

    @Test
    void theRenderedVideoIsShownOnceItIsThereAndServedInParts() throws IOException {
        completed(job, "e1");
        assertThat(heatmapUrl()).isNull();
        assertThat(server.client().get(path + "/media/heatmap").status()).isEqualTo(404);
        Files.write(folder.rendered("e1"), DRAWN);
        assertThat(heatmapUrl()).isEqualTo(path + "/media/heatmap");
        Answer whole = server.client().get(heatmapUrl());
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(DRAWN);
        assertThat(whole.header("content-type")).isEqualTo("video/mp4");
        Answer part = server.client().get(heatmapUrl(), "range", "bytes=1-2");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("content-range")).isEqualTo("bytes 1-2/5");
        assertThat(part.body()).containsExactly(8, 7);
        assertThat(server.client().head(heatmapUrl()).header("content-length")).isEqualTo("5");
    }

    @Test
    void theVideoOfAnOlderResultIsNeverShown() throws IOException {
        completed(job, "e1");
        Files.write(folder.rendered("e1"), DRAWN);
        Job again = again();
        assertThat(heatmapUrl()).as("until there is another result").isNotNull();
        completed(again, "e2");
        assertThat(heatmapUrl()).isNull();
        assertThat(server.client().get(path + "/media/heatmap").status()).isEqualTo(404);
        completed(again(), "e1");
        assertThat(heatmapUrl()).as("the same result as at first").isNotNull();
    }

    @Test
    void theThumbnailIsShownOnceItWasMade() throws IOException {
        assertThat(session().getString("thumbnailUrl")).isNull();
        Answer none = server.client().get(path + "/media/thumbnail");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().getString("detail")).isEqualTo("Thumbnail not found");

        Files.write(folder.thumbnail(), DRAWN);
        await(server.store().sessions().inspected(job.sessionId(), 1000, true));
        String url = session().getString("thumbnailUrl");
        assertThat(url).isEqualTo(path + "/media/thumbnail");
        assertThat(server.client().get("/sessions").array().getJsonObject(0).getString("thumbnailUrl"))
                .isEqualTo(url);
        Answer picture = server.client().get(url);
        assertThat(picture.body()).isEqualTo(DRAWN);
        assertThat(picture.header("content-type")).isEqualTo("image/jpeg");
        assertThat(picture.header("cache-control")).contains("max-age");
        assertThat(server.client().head(url).status()).isEqualTo(200);
        assertThat(server.client()
                        .get(url, "if-none-match", picture.header("etag"))
                        .status())
                .isEqualTo(304);
    }

    private void completed(Job run, String etag) {
        await(server.store().jobs().completed(run.id(), new byte[] {1}, etag, TestServer.NOW));
    }

    private Job again() {
        String id = server.client().post(path + "/process").json().getString("jobId");
        return await(server.store().jobs().find(id)).orElseThrow();
    }

    private String heatmapUrl() {
        return detail().getJsonObject("media").getString("heatmapVideoUrl");
    }

    private JsonObject session() {
        return detail().getJsonObject("session");
    }

    private JsonObject detail() {
        return server.client().get(path).json();
    }
}
