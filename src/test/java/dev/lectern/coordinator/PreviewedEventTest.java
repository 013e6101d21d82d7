package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Previewed;
import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.testing.SseClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of preliminary results, over real HTTP and a real Redis: an event of the job, like its others. */
class PreviewedEventTest {

    private static final Instant AT = Instant.parse("2030-11-22T10:00:00.250Z");

    @TempDir
    Path folder;

    private HallWithHttp server;

    @BeforeEach
    void start() {
        server = new HallWithHttp(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itIsSentToWhoWatchesTheJob() {
        Job job = server.hall.job(1);
        try (SseClient watching = SseClient.connect(
                server.client.base().resolve("/jobs/" + job.id() + "/events"), Place.START.toString())) {
            previewed(job);
            eventually("it is sent", () -> watching.events().stream()
                    .anyMatch(event -> event.type().equals("preview")));
            assertThat(watching.events()
                            .get(watching.events().size() - 1)
                            .data()
                            .encode())
                    .isEqualTo("{\"type\":\"preview\",\"jobId\":\"" + job.id() + "\",\"sessionId\":\"" + job.sessionId()
                            + "\",\"at\":\"2030-11-22T10:00:00.250Z\",\"resultEtag\":\"ab12\",\"share\":0.25}");
        }
    }

    @Test
    void nothingIsToldOfOneOnceTheJobHasEnded() {
        Job ended = server.hall.job(1);
        server.hall.delete(ended);
        eventually("its end is told", () -> logged().stream().anyMatch(JobEvent::last));
        previewed(ended);
        Job other = server.hall.job(1);
        previewed(other);
        eventually("that of another job is told", () -> previews().stream()
                .anyMatch(event -> event.jobId().equals(other.id())));
        assertThat(previews()).noneMatch(event -> event.jobId().equals(ended.id()));
    }

    private void previewed(Job job) {
        server.hall
                .vertx
                .eventBus()
                .send(Addresses.PREVIEWED, new Previewed(job.id(), job.sessionId(), "ab12", 0.25, AT));
    }

    private List<JobEvent> previews() {
        return logged().stream().filter(JobEvent.Previewed.class::isInstance).toList();
    }

    private List<JobEvent> logged() {
        return await(server.log.after(Place.START, Integer.MAX_VALUE)).stream()
                .map(EventLog.Entry::event)
                .toList();
    }
}
