package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DashboardDevMainTest {

    @Test
    void cannedJobsMoveToTheirEndsAndOneFails() throws IOException {
        int port = DashboardDevMain.start(0, Duration.ofMillis(400));
        Map<String, Integer> states = Eventually.get(Duration.ofSeconds(60), "all canned jobs to end", () -> {
            Map<String, Integer> counted = new TreeMap<>();
            jobs(port).forEach(job -> counted.merge(job.get("status").asText(), 1, Integer::sum));
            return counted.keySet().stream().allMatch(state -> state.matches("completed|failed")) ? counted : null;
        });
        assertThat(states).containsExactly(Map.entry("completed", 3), Map.entry("failed", 1));
    }

    private static JsonNode jobs(int port) {
        try {
            return new ObjectMapper()
                    .readTree(URI.create("http://127.0.0.1:" + port + "/jobs").toURL());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
