package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.RosterReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkersTest {

    private static final String JOB = "job-0123456789abcdef01234567";

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aWorkerSaysWhoItIsAndWhatItDoes() {
        server.workers = known(RosterReport.State.BUSY, null, null);
        JsonArray workers = server.client().get("/workers").array();
        assertThat(workers)
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("name", "blue")
                                .put("host", "basement-pc")
                                .put("version", "1.2.3")
                                .put("slots", 4)
                                .put("state", "busy")
                                .putNull("reason")
                                .putNull("quarantinedUntil")
                                .put("since", "2026-11-22T10:00:00.000Z")
                                .put("lastSeen", "2026-11-22T11:00:00.500Z")
                                .put("tasksDone", 7)
                                .put("tasksFailed", 2)
                                .put("tasksLost", 1)
                                .put(
                                        "busyWith",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("jobId", JOB)
                                                        .put("task", "detect/0007")
                                                        .put("since", "2026-11-22T10:59:00.000Z")
                                                        .put("progress", 0.25)))));
        assertThat(server.client().head("/workers").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(RosterReport.State.class)
    void everyStateIsDescribed(RosterReport.State state) {
        server.workers = known(state, "It failed.", Instant.parse("2026-11-22T11:01:00Z"));
        JsonObject worker = server.client().get("/workers").array().getJsonObject(0);
        assertThat(worker.getString("reason")).isEqualTo("It failed.");
        assertThat(worker.getString("quarantinedUntil")).isEqualTo("2026-11-22T11:01:00.000Z");
    }

    @Test
    void nobodyIsAnAnswerAndNoAnswerIsNone() {
        assertThat(server.client().get("/workers").array()).isEmpty();
        server.workers = Future.failedFuture("gone");
        Answer answer = server.client().get("/workers");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("try again in a moment");
    }

    private static Future<RosterReport> known(RosterReport.State state, String reason, Instant until) {
        return Future.succeededFuture(new RosterReport(List.of(new RosterReport.Worker(
                new WorkerCard("blue", "basement-pc", 4, "1.2.3", Instant.parse("2026-11-22T10:00:00Z"), false),
                Instant.parse("2026-11-22T11:00:00.500Z"),
                state,
                reason,
                until,
                7,
                2,
                1,
                List.of(new RosterReport.Task(
                        JOB, TaskName.detect(7), Instant.parse("2026-11-22T10:59:00Z"), 0.25))))));
    }
}
