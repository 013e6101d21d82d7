package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Scrape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as those see it who look after it: figures, the log, traces. */
class ObservedIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    @Test
    void figuresMoveWithRealWorkAndTheLogTellsAJobsWholeLife() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_SEGMENT_SECONDS", 10)
                .with("LECTERN_LOG", "json");
        RunningLectern.Accepted accepted;
        JsonNode job;
        try (RunningLectern lectern = setup.start()) {
            accepted = lectern.upload(Clips.sample());
            job = lectern.awaitCompleted(accepted.jobId(), PATIENCE);
            int frames = lectern.get("/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                    .at("/data/frameDetections")
                    .size();
            int segments = job.get("segments").asInt();
            assertThat(segments).isGreaterThan(1);
            Eventually.becomes(PATIENCE, "the queue to be empty", () -> held(lectern) == 0);

            Scrape scrape = scrape(lectern);
            Map<String, Double> finished = new HashMap<>(
                    Map.of(finished("inspect"), 1.0, finished("detect"), (double) segments, finished("track"), 1.0));
            assertThat(scrape.like("lectern_tasks_finished_total")).isEqualTo(finished);
            assertThat(scrape.value("lectern_detected_segments_total", "worker", "local"))
                    .isEqualTo(segments);
            assertThat(scrape.value("lectern_detected_frames_total", "worker", "local"))
                    .isEqualTo(frames);
            assertThat(scrape.value("lectern_inference_seconds_total", "worker", "local"))
                    .isPositive();
            assertThat(scrape.value("lectern_decode_wait_seconds_total", "worker", "local"))
                    .isPositive();
            assertThat(scrape.value("lectern_inference_seconds_total", "worker", "local")
                            + scrape.value("lectern_decode_wait_seconds_total", "worker", "local"))
                    .isLessThan(scrape.value("lectern_task_duration_seconds_sum", "kind", "detect"));
            assertThat(scrape.value("lectern_handover_seconds_count", "kind", "detect"))
                    .isEqualTo(segments);
            assertThat(scrape.value("lectern_uploaded_bytes_total")).isEqualTo(Files.size(Clips.sample()));
            assertThat(scrape.value("lectern_jobs", "state", "completed")).isEqualTo(1);
            assertThat(scrape.value("lectern_jobs_ended_total", "outcome", "completed"))
                    .isEqualTo(1);
            assertThat(ours(scrape)).as("docs/operations.md has them all").isSubsetOf(documented());
        }
        List<JsonNode> log = jsonLines(setup);
        List<JsonNode> about = log.stream()
                .filter(line -> accepted.jobId().equals(line.path("job").asText()))
                .toList();
        assertThat(about).allSatisfy(line -> assertThat(line.path("trace").asText())
                .as(line.toString())
                .isEqualTo(job.get("traceId").asText()));
        assertThat(about.get(0).get("message").asText()).isEqualTo("accepted");
        Set<String> tasks = new TreeSet<>();
        about.stream().filter(line -> line.has("task")).forEach(line -> {
            tasks.add(line.get("task").asText());
            assertThat(line.get("attempt").isInt()).as(line.toString()).isTrue();
            assertThat(line.path("worker").asText()).as(line.toString()).isEqualTo("local");
        });
        assertThat(tasks).contains("inspect", "detect/0000", "detect/0001", "track");
    }

    @Test
    void theTraceOfARequestSurvivesTheServer() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data")).with("LECTERN_WORKERS", 0);
        RunningLectern.Accepted accepted;
        String trace;
        try (RunningLectern lectern = setup.start()) {
            accepted = lectern.upload(Clips.sample());
            trace = lectern.get("/jobs/" + accepted.jobId()).get("traceId").asText();
            lectern.kill();
        }
        try (RunningLectern lectern = setup.with("LECTERN_WORKERS", 1).start()) {
            lectern.awaitCompleted(accepted.jobId(), PATIENCE);
            assertThat(lectern.get("/jobs/" + accepted.jobId()).get("traceId").asText())
                    .isEqualTo(trace);
            assertThat(lectern.output())
                    .as("as text, fields come before the message")
                    .containsPattern(" INFO  trace=" + trace + " worker=local job=" + accepted.jobId()
                            + " task=track attempt=1 finished in ");
        }
    }

    private static String finished(String kind) {
        return "lectern_tasks_finished_total{kind=\"" + kind + "\",outcome=\"done\",worker=\"local\"}";
    }

    private static double held(RunningLectern lectern) {
        return scrape(lectern).value("lectern_queue_tasks", "state", "held");
    }

    private static Scrape scrape(RunningLectern lectern) {
        try {
            return Scrape.parse(new String(lectern.send("GET", "/metrics").body(), StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> ours(Scrape scrape) {
        Set<String> ours = new TreeSet<>(scrape.families());
        ours.removeIf(name -> !name.startsWith("lectern_") || name.endsWith("_seconds_max"));
        return ours;
    }

    private static Set<String> documented() throws IOException {
        Matcher name = Pattern.compile("\\| `(lectern_\\w+)`").matcher(Files.readString(Path.of("docs/operations.md")));
        Set<String> names = new TreeSet<>();
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    /** Every line but those on standard output that say where it is and that it needs no login. */
    private static List<JsonNode> jsonLines(RunningLectern.Setup setup) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(setup.log())) {
            if (!line.startsWith("Lectern is ready at ") && !line.startsWith("There are no accounts: ")) {
                JsonNode parsed = JSON.readTree(line);
                assertThat(parsed.isObject()).as(line).isTrue();
                assertThat(parsed.has("time") && parsed.has("level") && parsed.has("message"))
                        .as(line)
                        .isTrue();
                lines.add(parsed);
            }
        }
        return lines;
    }
}
