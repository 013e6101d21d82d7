package dev.lectern.cluster;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.bus.EventNews;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.SessionHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskReport;
import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member of the cluster that says what only the server says, or names what it did not deliver. */
class ForgedMessagesTest {

    private static final String SLOT = "pc-0badcafe-0";
    private static final String DELIVERED = "0123456789abcdef";
    private static final Lease LEASE = new Lease("1-0", "job-0123456789abcdef", TaskName.detect(0), SLOT, 1);

    private final Vertx server = Vertx.vertx();
    private final Vertx cluster = Vertx.vertx();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<TaskReport> reports = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        RecordCodec.register(server.eventBus());
        RecordCodec.register(cluster.eventBus());
        server.eventBus().consumer(Addresses.IDLE, said -> heard.add(Addresses.IDLE));
        server.eventBus().<TaskReport>consumer(Addresses.REPORT, said -> {
            reports.add(said.body());
            said.reply(true);
        });
        new ServerBridge(
                        server.eventBus(),
                        cluster.eventBus(),
                        name -> name.equals(DELIVERED) ? Optional.of(Path.of("/data/staged", name)) : Optional.empty(),
                        name -> {})
                .open();
    }

    @AfterEach
    void close() {
        await(server.close());
        await(cluster.close());
    }

    @Test
    void whatOnlyTheServerSaysDoesNotPass() {
        Map<String, Object> forged = Map.ofEntries(
                Map.entry(Addresses.JOB_ADDED, new JobHint("job-0123456789abcdef")),
                Map.entry(Addresses.JOB_REMOVED, new JobHint("job-0123456789abcdef", "sess-0123456789abcdef")),
                Map.entry(Addresses.SESSION_REMOVED, new SessionHint("sess-0123456789abcdef")),
                Map.entry(Addresses.SESSION_DELETED, new SessionHint("sess-0123456789abcdef")),
                Map.entry(Addresses.CANCELLED, new JobHint("job-0123456789abcdef")),
                Map.entry(Addresses.CORRECTED, new Corrected("sess-0123456789abcdef", "ab12", 1, Instant.EPOCH)),
                Map.entry(
                        Addresses.EVENTS,
                        new EventNews(
                                "1-0",
                                new JobEvent.Cancelled(
                                        "job-0123456789abcdef", "sess-0123456789abcdef", Instant.EPOCH))),
                Map.entry(Addresses.QUEUE, "x"),
                Map.entry(Addresses.ROSTER, "x"),
                Map.entry(Addresses.RECOVER, "x"));
        forged.keySet().forEach(address -> server.eventBus().consumer(address, said -> heard.add(address)));
        DeliveryOptions member = new DeliveryOptions().addHeader(ServerBridge.MEMBER, "member-1");
        for (int round = 1; round <= 2; round++) {
            forged.forEach((address, message) -> cluster.eventBus().publish(address, message, member));
            int idle = round;
            cluster.eventBus().send(Addresses.IDLE, new SlotIdle(SLOT, "pc", "fake"), member);
            eventually(
                    "what came after it has passed",
                    () -> heard.stream().filter(Addresses.IDLE::equals).count() == idle);
        }
        assertThat(heard).containsOnly(Addresses.IDLE);
    }

    @Test
    void aFileThatWasNotDeliveredIsNoArtefactWhereverItLies() {
        for (String file : List.of(
                "/etc/passwd",
                "../../backend.db",
                "..\\backend.db",
                "sessions/sess-1/raw.mp4",
                "",
                DELIVERED + "\u0000",
                DELIVERED + "/..")) {
            assertThat(await(report(file))).as(file).isTrue();
        }
        assertThat(reports)
                .hasSize(7)
                .allMatch(report -> report.file() == null && report.failure() == TaskFailure.Kind.TRANSIENT);
        assertThat(await(report(DELIVERED))).isTrue();
        assertThat(reports.get(7).file()).isEqualTo("/data/staged/" + DELIVERED);
    }

    private Future<Boolean> report(String file) {
        return cluster.eventBus()
                .<Boolean>request(Addresses.REPORT, new TaskReport(LEASE, "sess-1", "pc", null, null, null, file, null))
                .map(answer -> answer.body());
    }
}
