package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.events.EventLog;
import dev.lectern.events.Place;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Playability;
import dev.lectern.job.TaskName;
import dev.lectern.redis.RedisLink;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.SseClient;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that follow jobs over real HTTP, with a real coordinator, real slots and a real Redis. */
class FollowedJobTest {

    /** The second, fourth and sixth of eight segments in the order in which they are looked at. */
    private static final List<TaskName> HELD = List.of(TaskName.detect(4), TaskName.detect(6), TaskName.detect(5));

    @TempDir
    Path folder;

    private HallWithHttp server;
    private Hall hall;
    private EventLog log;
    private RedisLink link;

    @BeforeEach
    void start() {
        server = new HallWithHttp(folder);
        hall = server.hall;
        log = server.log;
        link = server.link;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fromFiftyPlacesARecordedRunIsTakenUpWithExactlyWhatIsMissing() {
        hall.slots(2);
        Job job = hall.job(Inspections.of(25, true, Playability.TRANSCODE));
        hall.completed(job);
        List<EventLog.Entry> run = logged();
        assertThat(run).hasSizeGreaterThan(50);
        Random random = new Random(4711);
        for (int i = 0; i < 50; i++) {
            int cut = random.nextInt(run.size() - 1);
            String seen = run.get(cut).place().toString();
            try (SseClient one = SseClient.connect(uri("/jobs/" + job.id() + "/events"), seen);
                    SseClient all = SseClient.connect(uri("/events?lastEventId=" + seen), null)) {
                List<String> missing = ids(run.subList(cut + 1, run.size()));
                eventually("all is there", () -> all.events().size() >= missing.size() && one.ended());
                assertThat(one.events()).extracting(SseClient.Event::id).isEqualTo(missing);
                assertThat(all.events()).extracting(SseClient.Event::id).isEqualTo(missing);
            }
        }
        assertThat(server.client
                        .get(
                                "/jobs/" + job.id() + "/events",
                                "last-event-id",
                                run.get(run.size() - 1).place().toString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void nothingIsLostOrDoubledWhenRedisAndTheServerAreStartedAgainInBetween() {
        CountDownLatch[] holds = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        for (int k = 0; k < holds.length; k++) {
            CountDownLatch hold = holds[k];
            hall.steps.script(HELD.get(k), (input, context) -> {
                FakeSteps.hold(hold);
                return hall.steps.make(input, context);
            });
        }
        Job job = hall.job(Inspections.ofSeconds(8));
        String path = "/jobs/" + job.id() + "/events";
        List<String> received = new ArrayList<>();
        List<String> types = new ArrayList<>();

        // The one segment that is held is the only one under way, so each of these is somewhere in the middle.
        SseClient client = SseClient.connect(uri(path), null);
        // How far it was before is in the snapshot, and not told once more.
        eventually("it is told how things stand", () -> client.types().contains("snapshot"));
        hall.slots(1);
        eventually("it works", () -> hall.steps.runs(HELD.get(0)) == 1);
        server.redis.kill();
        holds[0].countDown();
        server.redis.restart();
        eventually("it goes on", () -> hall.steps.runs(HELD.get(1)) == 1);
        eventually("it is told", () -> client.types().contains("task-finished"));
        client.close();
        collect(client, received, types);

        hall.noCoordinator();
        server.noHttp();
        holds[1].countDown();
        hall.coordinator();
        server.http();
        SseClient second = SseClient.connect(uri(path), received.get(received.size() - 1));
        eventually("it goes on", () -> hall.steps.runs(HELD.get(2)) == 1);
        server.noHttp();
        eventually("the server ends its streams", second::ended);
        collect(second, received, types);
        server.http();
        SseClient third = SseClient.connect(uri(path), received.get(received.size() - 1));
        holds[2].countDown();
        eventually("the job ends", third::ended);
        collect(third, received, types);

        assertThat(types).startsWith("snapshot").endsWith("completed").doesNotContain("reset");
        String begin = received.get(0);
        assertThat(received.subList(1, received.size()))
                .doesNotHaveDuplicates()
                .isEqualTo(ids(logged()).stream()
                        .filter(id -> place(id).after(place(begin)))
                        .toList());
        assertThat(types.stream().filter("task-finished"::equals)).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void whenRedisLostEverythingThatIsSaidAndItGoesOn() {
        CountDownLatch hold = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(1), (input, context) -> {
            FakeSteps.hold(hold);
            return hall.steps.make(input, context);
        });
        hall.slots(1);
        Job job = hall.job(Inspections.ofSeconds(3));
        String path = "/jobs/" + job.id() + "/events";
        eventually("it works", () -> hall.steps.runs(TaskName.detect(1)) == 1);
        eventually("it is told", () -> logged().size() > 4);
        String seen = ids(logged()).get(2);
        await(link.send(Request.cmd(Command.FLUSHALL)));
        SseClient client = SseClient.connect(uri(path), seen);
        eventually("a snapshot", () -> client.events().size() == 2);
        assertThat(client.types()).containsExactly("reset", "snapshot");
        hold.countDown();
        eventually("the job ends", client::ended);
        assertThat(client.types()).endsWith("completed");
        assertThat(ids(logged())).allMatch(id -> place(id).after(place(seen)));
    }

    @Test
    void anEndThatWasNotedButNotToldIsToldByTheNextServer() {
        hall.slots(1);
        Job completed = hall.job(Inspections.ofSeconds(2));
        hall.completed(completed);
        hall.noCoordinator();
        List<EventLog.Entry> run = logged();
        String last = run.get(run.size() - 1).place().toString();
        await(link.send(Request.cmd(Command.XDEL).arg("lectern:events").arg(last)));
        assertThat(logged()).noneMatch(entry -> entry.event().last());
        try (SseClient client = SseClient.connect(
                uri("/jobs/" + completed.id() + "/events"),
                run.get(run.size() - 2).place().toString())) {
            hall.coordinator();
            eventually("the end is in the log", () -> last().event()
                    .equals(new JobEvent.Completed(
                            completed.id(),
                            completed.sessionId(),
                            hall.now(completed).finishedAt())));
            eventually("the client knows", client::ended);
        }
        assertThat(last().place().after(place(last))).isTrue();
    }

    @Test
    void anAcceptedJobThatWasNotToldOfIsToldOfByTheNextServerBeforeAnythingElse() {
        Job told = hall.job(Inspections.ofSeconds(2));
        eventually("it waits", () -> logged().size() == 1);
        hall.noCoordinator();
        Job first = hall.unannounced(Inspections.ofSeconds(2));
        Job second = hall.unannounced(Inspections.ofSeconds(2));
        hall.coordinator().slots(1);
        hall.completed(second);
        for (Job job : List.of(told, first, second)) {
            assertThat(hall.events(job).get(0)).isInstanceOf(JobEvent.Queued.class);
            assertThat(hall.events(job, JobEvent.Queued.class)).hasSize(1);
        }
        assertThat(hall.events(first, JobEvent.Queued.class).get(0).place()).isEqualTo(2);
        assertThat(hall.events(second, JobEvent.Queued.class).get(0).place()).isEqualTo(3);
    }

    @Test
    void aDeletionThatWasNotToldIsToldByTheNextServerUnlessTheSessionIsGoneToo() {
        Job deleted = hall.job(Inspections.ofSeconds(2));
        Job ofDeletedSession = hall.job(Inspections.ofSeconds(2));
        eventually("both wait", () -> logged().size() == 2);
        hall.noCoordinator();
        await(hall.store.jobs().delete(deleted.id()));
        await(hall.store.sessions().delete(ofDeletedSession.sessionId()));
        hall.coordinator();
        eventually(
                "its end is told",
                () -> hall.events(deleted, JobEvent.Cancelled.class).size() == 1);
        eventually("of the other nothing is left", () -> hall.events(ofDeletedSession)
                .isEmpty());
    }

    @Test
    void aJobIsToldFromItsPlaceInTheQueueToItsDeletion() {
        Job first = hall.job(Inspections.ofSeconds(2));
        Job second = hall.job(Inspections.ofSeconds(2));
        try (SseClient client = SseClient.connect(uri("/jobs/" + second.id() + "/events"), null)) {
            eventually("both wait", () -> logged().size() == 2);
            hall.delete(second);
            eventually("its end", client::ended);
            assertThat(client.types()).endsWith("cancelled");
        }
        assertThat(hall.events(first, JobEvent.Queued.class))
                .extracting(JobEvent.Queued::place)
                .containsExactly(1);
        assertThat(hall.events(second, JobEvent.Queued.class))
                .extracting(JobEvent.Queued::place)
                .containsExactly(2);
        assertThat(hall.events(second, JobEvent.Cancelled.class)).hasSize(1);
    }

    private URI uri(String path) {
        return server.client.base().resolve(path);
    }

    private List<EventLog.Entry> logged() {
        return await(log.after(Place.START, 100_000));
    }

    private EventLog.Entry last() {
        List<EventLog.Entry> all = logged();
        return all.get(all.size() - 1);
    }

    private static void collect(SseClient client, List<String> ids, List<String> types) {
        client.events().forEach(event -> {
            ids.add(event.id());
            types.add(event.type());
        });
    }

    private static List<String> ids(List<EventLog.Entry> entries) {
        return entries.stream().map(entry -> entry.place().toString()).toList();
    }

    private static Place place(String id) {
        return Place.parse(id).orElseThrow();
    }
}
