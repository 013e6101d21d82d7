package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.Pace;
import dev.lectern.job.TaskKind;
import dev.lectern.testing.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {

    private static final Pace PACE = new Pace(1, 40L, 12.5, 3, 7, null);

    private static final byte[] VIDEO = {1, 2, 3};

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aJobHasEveryMemberAlsoThoseThatAreNull() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        JsonObject queued = server.client().get("/jobs/" + job.id()).json();
        assertThat(queued)
                .isEqualTo(new JsonObject()
                        .put("id", job.id())
                        .put("status", "queued")
                        .put("goal", "track")
                        .put("progress", 0.0)
                        .putNull("stage")
                        .put("sessionId", job.sessionId())
                        .put("createdAt", "2026-11-22T10:00:00.007Z")
                        .putNull("startedAt")
                        .putNull("finishedAt")
                        .put("updatedAt", "2026-11-22T10:00:00.007Z")
                        .putNull("error")
                        .put(
                                "parameters",
                                new JsonObject()
                                        .put("sampleFps", 5.0)
                                        .put("segmentSeconds", 60)
                                        .put("quality", "thorough"))
                        .put("traceId", job.trace())
                        .putNull("attempt")
                        .putNull("etaSeconds")
                        .putNull("framesPerSecond")
                        .putNull("segmentsDone")
                        .putNull("segments")
                        .putNull("stalledSeconds"));
    }

    @Test
    void aJobIsFollowedFromQueuedToFailed() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        await(server.store().jobs().started(job.id(), TaskKind.INSPECT, TestServer.NOW.plusSeconds(1)));
        await(server.store().jobs().progressed(job.id(), 0.25, TaskKind.DETECT, PACE, TestServer.NOW.plusSeconds(2)));
        JsonObject running = server.client().get("/jobs/" + job.id()).json();
        assertThat(running.getString("status")).isEqualTo("running");
        assertThat(running.getDouble("progress")).isEqualTo(0.25);
        assertThat(running.getString("stage")).isEqualTo("detect");
        assertThat(running.getInteger("attempt")).isEqualTo(1);
        assertThat(running.getLong("etaSeconds")).isEqualTo(40);
        assertThat(running.getDouble("framesPerSecond")).isEqualTo(12.5);
        assertThat(running.getInteger("segmentsDone")).isEqualTo(3);
        assertThat(running.getInteger("segments")).isEqualTo(7);
        assertThat(running.getValue("stalledSeconds")).isNull();
        assertThat(running.getString("startedAt")).isEqualTo("2026-11-22T10:00:01.007Z");
        await(server.store().jobs().failed(job.id(), "It has no pictures.", TestServer.NOW.plusSeconds(3)));
        JsonObject failed = server.client().get("/jobs/" + job.id()).json();
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("error")).isEqualTo("It has no pictures.");
        assertThat(failed.getString("finishedAt")).isEqualTo("2026-11-22T10:00:03.007Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-00000000", "nonsense", "job-'or'1"})
    void anUnknownJobIsNotFound(String id) {
        for (String method : new String[] {"GET", "DELETE"}) {
            Answer answer = server.client().send(method, "/jobs/" + id, BodyPublishers.noBody());
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().getString("detail")).isEqualTo("Job not found");
        }
    }

    @Test
    void jobsAreListedNewestFirstAndFiltered() throws IOException {
        Job first = server.aSession("1", VIDEO);
        Job second = server.aSession("2", VIDEO);
        Job third = server.aSession("3", VIDEO);
        await(server.store().jobs().started(second.id(), TaskKind.INSPECT, TestServer.NOW));
        await(server.store().jobs().failed(third.id(), "It broke.", TestServer.NOW));

        assertThat(ids("/jobs")).containsExactly(third.id(), second.id(), first.id());
        for (String yes : new String[] {"true", "True", "1", "yes", "on"}) {
            assertThat(ids("/jobs?active=" + yes)).containsExactly(second.id(), first.id());
        }
        for (String no : new String[] {"false", "0", "no", "off"}) {
            assertThat(ids("/jobs?active=" + no)).containsExactly(third.id());
        }
    }

    @Test
    void jobsAreListedInPages() throws IOException {
        Job first = server.aSession("1", VIDEO);
        Job second = server.aSession("2", VIDEO);
        Job third = server.aSession("3", VIDEO);
        Answer page = server.client().get("/jobs?active=true&limit=2");
        assertThat(ids(page)).containsExactly(third.id(), second.id());
        String next = page.header("link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        Answer last = server.client().get(next);
        assertThat(ids(last)).containsExactly(first.id());
        assertThat(last.header("link")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "active=maybe",
        "active=",
        "active=2",
        "limit=0",
        "limit=-1",
        "limit=1001",
        "limit=x",
        "limit=99999999999999999999",
        "cursor=x",
        "cursor=-1"
    })
    void aBadQueryIsExplained(String query) {
        Answer answer = server.client().get("/jobs?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("message")).startsWith(query.split("=")[0]);
    }

    @Test
    void aJobThatHasWorkToDoIsStoppedWhenItIsDeleted() throws IOException {
        Job queued = server.aSession("1", VIDEO);
        Job running = server.aSession("2", VIDEO);
        Job failed = server.aSession("3", VIDEO);
        await(server.store().jobs().started(running.id(), TaskKind.INSPECT, TestServer.NOW));
        await(server.store().jobs().failed(failed.id(), "It broke.", TestServer.NOW));

        for (Job job : new Job[] {queued, running, failed}) {
            assertThat(server.client().delete("/jobs/" + job.id()).status()).isEqualTo(204);
            assertThat(server.client().get("/jobs/" + job.id()).status()).isEqualTo(404);
            assertThat(server.client().delete("/jobs/" + job.id()).status()).isEqualTo(404);
        }
        assertThat(server.removed).containsExactly(queued.id(), running.id());
    }

    @Test
    void aJobIsDeletedAlsoIfItsWorkerCannotBeTold() throws IOException {
        server.removal = Future.failedFuture("the bus is down");
        Job job = server.aSession("1", VIDEO);
        assertThat(server.client().delete("/jobs/" + job.id()).status()).isEqualTo(204);
    }

    private List<String> ids(String path) {
        return ids(server.client().get(path));
    }

    private static List<String> ids(Answer answer) {
        return answer.array().stream()
                .map(job -> ((JsonObject) job).getString("id"))
                .toList();
    }
}
