package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.events.EventLog;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Pace;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Answer;
import dev.lectern.testing.SseClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

    private static final byte[] VIDEO = {1};
    private static final Instant LATER = TestServer.NOW.plusSeconds(60);

    @RegisterExtension
    final TestServer server = new TestServer();

    @Test
    void aJobsStreamBeginsWithTheJobAsItIs() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        await(server.store().jobs().started(job.id(), TaskKind.INSPECT, LATER));
        await(server.store()
                .jobs()
                .progressed(job.id(), 0.25, TaskKind.DETECT, new Pace(1, 90L, 48.5, 3, 12, null), LATER));
        try (SseClient client = listen("/jobs/" + job.id() + "/events")) {
            eventually("a snapshot", () -> client.events().size() == 1);
            assertThat(client.types()).containsExactly("snapshot");
            assertThat(client.events().get(0).data())
                    .isEqualTo(server.client().get("/jobs/" + job.id()).json());
            assertThat(Place.parse(client.lastEventId())).isPresent();
            assertThat(client.response().statusCode()).isEqualTo(200);
            assertThat(client.response().headers().map())
                    .containsEntry("content-type", List.of("text/event-stream"))
                    .containsEntry("cache-control", List.of("no-cache"))
                    .containsEntry("x-accel-buffering", List.of("no"));
        }
    }

    @Test
    void theStreamOfAllBeginsWithTheJobsThatHaveWorkToDo() throws IOException {
        Job first = server.aSession("1", VIDEO);
        server.aSession("2", VIDEO);
        await(server.store().jobs().failed(first.id(), "It broke.", LATER));
        try (SseClient client = listen("/events")) {
            eventually("a snapshot", () -> client.events().size() == 1);
            JsonArray active = server.client().get("/jobs?active=true").array();
            assertThat(active).hasSize(1);
            assertThat(client.events().get(0).data()).isEqualTo(new JsonObject().put("jobs", active));
        }
    }

    @Test
    void whatHappensIsToldAsItHappensAndTheStreamEndsWithTheJob() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        Job other = server.aSession("Chemistry", VIDEO);
        try (SseClient one = listen("/jobs/" + job.id() + "/events");
                SseClient all = listen("/events")) {
            eventually(
                    "both are there", () -> one.events().size() + all.events().size() == 2);
            server.tell(new JobEvent.Queued(job.id(), job.sessionId(), LATER, 1));
            server.tell(new JobEvent.Queued(other.id(), other.sessionId(), LATER, 2));
            server.tell(new JobEvent.TaskStarted(job.id(), job.sessionId(), LATER, TaskName.detect(7), 1, "pc"));
            server.tell(progress(job, 0.5, LATER));
            server.tell(new JobEvent.Completed(job.id(), job.sessionId(), LATER));
            eventually("the stream of the job ends", one::ended);
            assertThat(one.types()).containsExactly("snapshot", "queued", "task-started", "progress", "completed");
            assertThat(one.events().get(2).data())
                    .isEqualTo(new JsonObject()
                            .put("type", "task-started")
                            .put("jobId", job.id())
                            .put("sessionId", job.sessionId())
                            .put("at", "2026-11-22T10:01:00.007Z")
                            .put("task", "detect/0007")
                            .put("attempt", 1)
                            .put("worker", "pc"));
            eventually("the other hears everything", () -> all.events().size() == 6);
            assertThat(all.ended()).isFalse();
            assertThat(all.events().subList(1, all.events().size()).stream().map(SseClient.Event::id))
                    .isEqualTo(logged().stream()
                            .map(entry -> entry.place().toString())
                            .toList());
        }
    }

    @Test
    void theStreamOfAFinishedJobEndsAfterItsSnapshotAndIsNotResumed() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        await(server.store().jobs().failed(job.id(), "It broke.", LATER));
        server.tell(new JobEvent.Failed(job.id(), job.sessionId(), LATER, "It broke."));
        try (SseClient client = listen("/jobs/" + job.id() + "/events")) {
            eventually("its end", client::ended);
            assertThat(client.types()).containsExactly("snapshot");
            Answer again = server.client().get("/jobs/" + job.id() + "/events", "last-event-id", client.lastEventId());
            assertThat(again.status()).isEqualTo(204);
            assertThat(server.client()
                            .get("/jobs/" + job.id() + "/events?lastEventId=" + client.lastEventId())
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void whoMissedTheEndOfADeletedJobHearsOfIt() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        server.tell(new JobEvent.Queued(job.id(), job.sessionId(), LATER, 1));
        String seen = logged().get(0).place().toString();
        await(server.store().jobs().delete(job.id()));
        server.tell(new JobEvent.Cancelled(job.id(), job.sessionId(), LATER));
        String path = "/jobs/" + job.id() + "/events";
        try (SseClient client = resume(path, seen)) {
            eventually("its end", client::ended);
            assertThat(client.types()).containsExactly("cancelled");
            assertThat(server.client()
                            .get(path, "last-event-id", client.lastEventId())
                            .status())
                    .isEqualTo(204);
        }
        assertThat(server.client().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/job-00000000/events", "/jobs/nonsense/events"})
    void anUnknownJobIsNotFound(String path) {
        assertThat(server.client().get(path).json().getString("detail")).isEqualTo("Job not found");
        assertThat(server.client().get(path).status()).isEqualTo(404);
        assertThat(server.client().get(path, "last-event-id", "1-0").status()).isEqualTo(404);
        assertThat(server.client().head(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1-", "-1-0", "99999999999999999999-0", "1-1", "4102444800000-0"})
    void whatCannotBeResumedBeginsAnew(String lastEventId) throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        server.tell(new JobEvent.Queued(job.id(), job.sessionId(), LATER, 1));
        for (String path : List.of("/jobs/" + job.id() + "/events", "/events")) {
            try (SseClient client = resume(path, lastEventId)) {
                eventually("a snapshot", () -> client.events().size() == 2);
                assertThat(client.types()).containsExactly("reset", "snapshot");
                assertThat(client.events().get(0).data()).isEqualTo(new JsonObject());
                assertThat(client.lastEventId())
                        .isEqualTo(logged().get(0).place().toString());
            }
        }
    }

    @Test
    void aJobsWholeHistoryIsHadFromTheStartAsLongAsItsBeginningIsKept() throws IOException {
        server.events = new MemoryEventLog(5);
        server.restart();
        Job job = server.aSession("Physics", VIDEO);
        String path = "/jobs/" + job.id() + "/events";
        server.tell(new JobEvent.Queued(job.id(), job.sessionId(), LATER, 1));
        server.tell(progress(job, 0.1, LATER));
        try (SseClient whole = resume(path, Place.START.toString())) {
            eventually("all of it", () -> whole.events().size() == 2);
            assertThat(whole.types()).containsExactly("queued", "progress");
        }
        for (int i = 2; i < 7; i++) {
            server.tell(progress(job, i / 20.0, LATER));
        }
        try (SseClient cut = resume(path, Place.START.toString())) {
            eventually("a snapshot", () -> cut.events().size() == 2);
            assertThat(cut.types()).containsExactly("reset", "snapshot");
        }
    }

    @Test
    void historyThatWasCutOffCannotBeResumed() throws IOException {
        server.events = new MemoryEventLog(5);
        server.restart();
        Job job = server.aSession("Physics", VIDEO);
        for (int i = 0; i < 3; i++) {
            server.tell(progress(job, i / 20.0, LATER));
        }
        String early = logged().get(0).place().toString();
        String late = logged().get(2).place().toString();
        for (int i = 3; i < 7; i++) {
            server.tell(progress(job, i / 20.0, LATER));
        }
        try (SseClient client = resume("/events", early);
                SseClient inTime = resume("/events", late)) {
            eventually(
                    "both are served",
                    () -> client.events().size() == 2 && inTime.events().size() == 4);
            assertThat(client.types()).containsExactly("reset", "snapshot");
            assertThat(inTime.types()).containsOnly("progress");
        }
    }

    @Test
    void progressNeverGoesBackBehindTheSnapshot() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        await(server.store().jobs().started(job.id(), TaskKind.INSPECT, LATER));
        await(server.store()
                .jobs()
                .progressed(job.id(), 0.5, TaskKind.DETECT, new Pace(1, null, null, 0, 2, null), LATER));
        try (SseClient one = listen("/jobs/" + job.id() + "/events");
                SseClient all = listen("/events")) {
            eventually(
                    "both are there", () -> one.events().size() + all.events().size() == 2);
            server.tell(progress(job, 0.4, LATER.minusMillis(500)));
            server.tell(progress(job, 0.5, LATER.plusNanos(900_000)));
            server.tell(progress(job, 0.6, LATER.plusMillis(500)));
            for (SseClient client : List.of(one, all)) {
                eventually("news", () -> client.events().size() == 2);
                assertThat(client.events().get(1).data().getDouble("progress")).isEqualTo(0.6);
            }
        }
    }

    @Test
    void whileTheLogIsAwayStreamsStayOpenAndNothingIsLost() throws IOException {
        server.times = new EventHub.Times(Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ofMillis(20));
        server.restart();
        Job job = server.aSession("Physics", VIDEO);
        String path = "/jobs/" + job.id() + "/events";
        server.tell(new JobEvent.Queued(job.id(), job.sessionId(), LATER, 1));
        String seen = logged().get(0).place().toString();
        try (SseClient before = listen(path)) {
            eventually("it is there", () -> before.events().size() == 1);
            server.events.reachable(false);
            server.tell(progress(job, 0.5, LATER));
            server.tell(new JobEvent.Completed(job.id(), job.sessionId(), LATER));
            try (SseClient fresh = listen(path);
                    SseClient resumed = resume(path, seen)) {
                eventually("a snapshot", () -> fresh.types().equals(List.of("snapshot")));
                eventually("signs of life", () -> before.comments() + resumed.comments() > 4);
                assertThat(before.ended() || fresh.ended() || resumed.ended()).isFalse();
                server.events.reachable(true);
                server.tellAgain();
                for (SseClient client : List.of(before, fresh, resumed)) {
                    eventually("its end", client::ended);
                }
                assertThat(before.types()).containsExactly("snapshot", "progress", "completed");
                assertThat(resumed.types()).containsExactly("progress", "completed");
                assertThat(fresh.types()).containsExactly("snapshot", "progress", "completed");
            }
        }
    }

    @Test
    void theDeletionOfASessionIsToldAndEndsTheStreamsOfItsJobs() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        try (SseClient one = listen("/jobs/" + job.id() + "/events");
                SseClient all = listen("/events")) {
            eventually(
                    "both are there", () -> one.events().size() + all.events().size() == 2);
            server.tellSessionDeleted(job.sessionId());
            eventually("its end", one::ended);
            assertThat(one.types()).containsExactly("snapshot", "cancelled");
            eventually("it is told", () -> all.events().size() == 2);
            assertThat(all.events().get(1).type()).isEqualTo("session-deleted");
            assertThat(all.events().get(1).id()).isNull();
            assertThat(all.events().get(1).data().getString("sessionId")).isEqualTo(job.sessionId());
        }
    }

    @Test
    void pagesOfOtherOriginsMayListenIfTheyMayUseTheApi() {
        try (SseClient client = SseClient.connect(server.uri("/events"), null, "origin", TestServer.ORIGIN)) {
            assertThat(client.response().headers().firstValue("access-control-allow-origin"))
                    .contains(TestServer.ORIGIN);
            assertThat(client.response().headers().allValues("vary")).contains("origin");
        }
    }

    @Test
    void headIsAnsweredWithoutAStream() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        for (String path : List.of("/events", "/jobs/" + job.id() + "/events")) {
            Answer answer = server.client().head(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
        }
    }

    @Test
    void streamsDoNotKeepTheServerFromStopping() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        try (SseClient one = listen("/jobs/" + job.id() + "/events");
                SseClient all = listen("/events")) {
            eventually(
                    "both are there", () -> one.events().size() + all.events().size() == 2);
            long begun = System.nanoTime();
            server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            eventually("both end", () -> one.ended() && all.ended());
        }
    }

    @Test
    void aClientThatTakesNothingIsDroppedAndTheOthersAreServed() throws IOException {
        server.times = new EventHub.Times(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(50));
        server.events = new MemoryEventLog(100_000);
        server.restart();
        Job job = server.aSession("Physics", VIDEO);
        try (Socket stalled = new Socket();
                SseClient other = listen("/events")) {
            stalled.setReceiveBufferSize(4096);
            stalled.connect(new java.net.InetSocketAddress(
                    server.uri("/").getHost(), server.uri("/").getPort()));
            stalled.getOutputStream()
                    .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            eventually("it is there", () -> stalled.getInputStream().read() == 'H');
            String long1 = "x".repeat(2_000);
            int told = 0;
            while (told < 5_000) {
                server.tell(new JobEvent.TaskRetried(job.id(), job.sessionId(), LATER, TaskName.TRACK, 1, long1));
                told++;
                int count = told;
                if (told % 100 == 0) {
                    eventually("the other has it", () -> other.events().size() == count + 1);
                }
            }
            eventually("it is dropped", () -> {
                try {
                    stalled.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    return false;
                } catch (IOException reset) {
                    return true;
                }
            });
            assertThat(other.ended()).isFalse();
        }
    }

    @Test
    void aClientThatIsSlowCatchesUpFromTheLogAndMissesNothing() throws IOException {
        server.events = new MemoryEventLog(100_000);
        server.restart();
        Job job = server.aSession("Physics", VIDEO);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new java.net.InetSocketAddress(
                    server.uri("/").getHost(), server.uri("/").getPort()));
            slow.getOutputStream()
                    .write(("GET /jobs/" + job.id() + "/events HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            eventually("it is there", () -> slow.getInputStream().read() == 'H');
            String long1 = "x".repeat(2_000);
            int all = 5_000;
            for (int i = 0; i < all; i++) {
                server.tell(new JobEvent.TaskRetried(job.id(), job.sessionId(), LATER, TaskName.TRACK, i + 1, long1));
            }
            server.tell(new JobEvent.Completed(job.id(), job.sessionId(), LATER));
            String text = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> ids =
                    text.lines().filter(line -> line.startsWith("id: ")).toList();
            // The first one is that of the snapshot.
            assertThat(ids.subList(1, ids.size()))
                    .isEqualTo(logged().stream()
                            .map(entry -> "id: " + entry.place())
                            .toList());
        }
    }

    private SseClient listen(String path) {
        return SseClient.connect(server.uri(path), null);
    }

    private SseClient resume(String path, String lastEventId) {
        return SseClient.connect(server.uri(path), lastEventId);
    }

    private List<EventLog.Entry> logged() {
        return await(server.events.after(Place.START, 100_000));
    }

    private static JobEvent progress(Job job, double progress, Instant at) {
        return new JobEvent.Progressed(job.id(), job.sessionId(), at, progress, "detect", 9L, null, 0, 2, null);
    }
}
