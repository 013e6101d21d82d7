package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SystemTest {

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void theSystemSaysHowItIsDoing() throws IOException {
        server.aSession("Physics", new byte[1]);
        JsonObject system = server.client().get("/system").json();
        JsonObject disk = (JsonObject) system.remove("disk");
        assertThat(disk.getLong("freeBytes")).isPositive().isLessThanOrEqualTo(disk.getLong("totalBytes"));
        assertThat(system)
                .isEqualTo(new JsonObject()
                        .put("version", "1.2.3")
                        .put(
                                "workers",
                                new JsonArray().add(worker("blue", 4, 1)).add(worker("red", 1, 0)))
                        .put("queue", new JsonObject().put("queuedJobs", 1).put("runningJobs", 0))
                        .put("redis", "up")
                        .put("detector", "nanodet-g"));
        assertThat(server.client().head("/system").status()).isEqualTo(200);
    }

    @Test
    void aQueueThatDoesNotAnswerIsAway() {
        server.queue = Future.failedFuture("gone");
        Answer answer = server.client().get("/system");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("redis")).isEqualTo("away");
        assertThat(answer.json().getJsonArray("workers")).isEmpty();
    }

    private static JsonObject worker(String name, int slots, int busySlots) {
        return new JsonObject().put("name", name).put("slots", slots).put("busySlots", busySlots);
    }
}
