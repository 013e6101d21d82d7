package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.store.Correction;
import dev.lectern.store.Derived;
import dev.lectern.testing.SseClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of corrections, over real HTTP and a real Redis: an event of the session, which belongs to no job. */
class CorrectedEventTest {

    private static final Instant AT = Instant.parse("2030-11-22T10:00:00.250Z");

    @TempDir
    Path folder;

    private HallWithHttp server;
    private Job job;

    @BeforeEach
    void aFinishedJob() {
        server = new HallWithHttp(folder);
        server.hall.slots(1);
        job = server.hall.completed(server.hall.job(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itIsToldAfterTheLastEventOfTheJobAndResumedLikeAllOthers() {
        String before = newest().place().toString();
        server.hall.vertx.eventBus().send(Addresses.CORRECTED, new Corrected(job.sessionId(), "ab12", 3, AT));
        eventually("it is in the log", () -> newest().event() instanceof JobEvent.Corrected);
        String place = newest().place().toString();
        try (SseClient all = SseClient.connect(server.client.base().resolve("/events"), before)) {
            eventually("it is sent", () -> all.events().size() == 1);
            SseClient.Event event = all.events().get(0);
            assertThat(event.type()).isEqualTo("corrected");
            assertThat(event.id()).isEqualTo(place);
            assertThat(event.data().encode())
                    .isEqualTo("{\"type\":\"corrected\",\"sessionId\":\"" + job.sessionId()
                            + "\",\"at\":\"2030-11-22T10:00:00.250Z\",\"resultEtag\":\"ab12\",\"revision\":3}");
        }
        try (SseClient whole = SseClient.connect(
                server.client.base().resolve("/jobs/" + job.id() + "/events"), Place.START.toString())) {
            eventually("the job's stream ends", whole::ended);
            assertThat(whole.events()).extracting(SseClient.Event::type).doesNotContain("corrected");
        }
    }

    @Test
    void whatAServerStoredAndDiedBeforeItToldIsToldByTheNextOneAndOnlyOnce() {
        await(server.hall
                .store
                .corrections()
                .add(
                        0,
                        new Correction(1, AT, null, "merge", "words", "{}", "{}", null),
                        new Derived(job.sessionId(), job.id(), 1, "cd34", new byte[] {1})));
        for (int start = 0; start < 2; start++) {
            server.hall.noCoordinator();
            server.hall.coordinator();
            eventually("it is told", () -> !corrected().isEmpty());
        }
        Job another = server.hall.completed(server.hall.job(1));
        assertThat(another.state().active()).isFalse();
        assertThat(corrected()).containsExactly(new JobEvent.Corrected(job.sessionId(), AT, "cd34", 1));
    }

    private EventLog.Entry newest() {
        List<EventLog.Entry> all = logged();
        return all.get(all.size() - 1);
    }

    private List<JobEvent> corrected() {
        return logged().stream()
                .map(EventLog.Entry::event)
                .filter(JobEvent.Corrected.class::isInstance)
                .toList();
    }

    private List<EventLog.Entry> logged() {
        return await(server.log.after(Place.START, Integer.MAX_VALUE));
    }
}
