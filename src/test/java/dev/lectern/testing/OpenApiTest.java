package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final OpenApi openApi = OpenApi.load();
    private final JsonObject health = new JsonObject()
            .put("hasWorker", true)
            .put("workerCount", 2)
            .put("queuedJobCount", 1)
            .put("startedJobCount", 0)
            .put("redis", "up");

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(() -> check(200, health)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotDescribedFails() {
        assertThatThrownBy(() -> check(418, health)).hasMessageContaining("description");
        assertThatThrownBy(() -> check(200, health.copy().put("more", 1))).hasMessageContaining("not as described");
        assertThatThrownBy(() -> check(200, health.copy().put("workerCount", "2")))
                .hasMessageContaining("workerCount");
        assertThatThrownBy(() -> check(200, health.copy().putNull("redis"))).hasMessageContaining("redis");
        JsonObject less = health.copy();
        less.remove("redis");
        assertThatThrownBy(() -> check(200, less)).hasMessageContaining("redis");
    }

    private void check(int status, JsonObject body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("content-type", List.of("application/json")), (a, b) -> true);
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        openApi.check("GET", "/queue/health", new Answer(status, headers, bytes));
    }
}
