package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.Scrape;
import dev.lectern.testing.SseClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void figuresComeInTheFormatOfPrometheus() {
        Eventually.eventually(
                "there was a request", () -> scrape().families().contains("vertx_http_server_requests_total"));
        Answer answer = server.client().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        Scrape scrape = Scrape.parse(answer.text());
        assertThat(scrape.value("lectern_build_info", "version", "1.2.3")).isEqualTo(1);
        assertThat(scrape.families())
                .as("HTTP, event bus, pools, JVM")
                .contains(
                        "vertx_http_server_requests_total",
                        "vertx_http_server_response_time_seconds",
                        "vertx_eventbus_handlers",
                        "vertx_pool_queue_pending",
                        "jvm_memory_used_bytes",
                        "jvm_gc_memory_allocated_bytes_total",
                        "jvm_threads_live_threads",
                        "process_cpu_usage",
                        "process_files_open_files",
                        "process_uptime_seconds");
        assertThat(server.client().head("/metrics").status()).isEqualTo(200);
        assertThat(server.client().post("/metrics").status()).isEqualTo(405);
    }

    @Test
    void theQueueAndTheJobsAndTheWorkersAreAskedAnew() throws IOException {
        assertThat(scrape().like("lectern_jobs"))
                .containsEntry("lectern_jobs{state=\"queued\"}", 0.0)
                .hasSize(4);
        server.aSession("Physics", new byte[1]);
        server.tasks.offer(Ids.newJob(), List.of(TaskName.detect(0), TaskName.detect(1)));
        server.tasks.claim("slot");
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_jobs", "state", "queued")).isEqualTo(1);
        assertThat(scrape.value("lectern_queue_tasks", "state", "waiting")).isEqualTo(1);
        assertThat(scrape.value("lectern_queue_tasks", "state", "held")).isEqualTo(1);
        assertThat(scrape.value("lectern_queue_tasks", "state", "put_off")).isZero();
        assertThat(scrape.value("lectern_worker_slots", "worker", "blue", "state", "idle"))
                .isEqualTo(3);
        assertThat(scrape.value("lectern_worker_slots", "worker", "blue", "state", "busy"))
                .isEqualTo(1);
        assertThat(scrape.value("lectern_disk_free_bytes"))
                .isPositive()
                .isLessThanOrEqualTo(scrape.value("lectern_disk_size_bytes"));

        server.queue = Future.succeededFuture(new QueueState(List.of(new QueueState.Worker("red", 1, 0)), true));
        assertThat(scrape().like("lectern_worker_slots").keySet())
                .as("a worker that is gone is not shown")
                .allMatch(series -> series.contains("red"))
                .hasSize(2);
    }

    @Test
    void whatDoesNotAnswerIsLeftOut() {
        assertThat(scrape().value("lectern_redis_up")).isEqualTo(1);
        server.tasks.reachable(false);
        server.queue = Future.failedFuture("nobody there");
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_redis_up")).isZero();
        assertThat(scrape.families()).doesNotContain("lectern_queue_tasks", "lectern_queue_oldest_waiting_seconds");
        assertThat(scrape.value("lectern_jobs", "state", "queued")).isZero();
    }

    @Test
    void uploadsAndTheirBytesAreCounted() {
        server.client().upload(new Multipart().file("video", "lecture.mp4", new byte[1234]));
        server.client().upload(new Multipart().file("video", "lecture.mp4", new byte[0]));
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_uploads_total", "outcome", "accepted")).isEqualTo(1);
        assertThat(scrape.value("lectern_uploads_total", "outcome", "refused")).isEqualTo(1);
        assertThat(scrape.value("lectern_uploaded_bytes_total")).isEqualTo(1234);
    }

    @Test
    void whoListensIsCounted() {
        try (SseClient listener = SseClient.connect(server.uri("/events"), null)) {
            Eventually.eventually("it is there", () -> listener.comments() > 0);
            assertThat(scrape().value("lectern_event_streams")).isEqualTo(1);
        }
        Eventually.eventually("it is gone", () -> scrape().value("lectern_event_streams") == 0);
    }

    @Test
    void whatClientsChooseIsNoLabel() {
        server.client().get("/jobs/" + Ids.newJob());
        server.client().get("/nothing/like/this");
        server.client().send("MKCALENDAR", "/jobs", BodyPublishers.noBody());
        server.client().send("LECTERN", "/jobs", BodyPublishers.noBody());
        Eventually.eventually(
                "they are counted",
                () -> scrape().like("vertx_http_server_requests_total").size() >= 4);
        Scrape scrape = scrape();
        assertThat(scrape.samples().keySet())
                .noneMatch(series -> series.contains("job-"))
                .noneMatch(series -> series.contains("nothing"))
                .noneMatch(series -> series.contains("MKCALENDAR"))
                .noneMatch(series -> series.contains("LECTERN"));
        assertThat(scrape.like("vertx_http_server_requests_total").keySet())
                .anyMatch(series -> series.contains("method=\"GET\"") && series.contains("route=\"/jobs/:jobId\""))
                .anyMatch(series -> series.contains("method=\"other\""));
    }

    private Scrape scrape() {
        return Scrape.parse(server.client().get("/metrics").text());
    }
}
