package dev.lectern.cluster;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.WorkerCard;
import dev.lectern.job.Parameters;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between two buses: the server's own, and one that stands for the cluster's. */
class ServerBridgeTest {

    private static final String SLOT = "pc-0badcafe-0";
    private static final WorkerCard CARD = new WorkerCard("pc", "host", 1, "1.2.3", Instant.EPOCH, false);

    private final Vertx server = Vertx.vertx();
    private final Vertx cluster = Vertx.vertx();
    private final CopyOnWriteArrayList<String> idle = new CopyOnWriteArrayList<>();
    private ServerBridge bridge;

    @BeforeEach
    void open() {
        RecordCodec.register(server.eventBus());
        RecordCodec.register(cluster.eventBus());
        server.eventBus()
                .<SlotIdle>consumer(Addresses.IDLE, said -> idle.add(said.body().slot()));
        server.eventBus().<WorkerCard>consumer(Addresses.WORKER, card -> card.reply(true));
        bridge = new ServerBridge(server.eventBus(), cluster.eventBus(), name -> Optional.empty(), name -> {}).open();
    }

    @AfterEach
    void close() {
        await(server.close());
        await(cluster.close());
    }

    @Test
    void aWorkerThatNoOrderReachesIsNotAnsweredSoThatItEntersAnew() {
        asks("member-1");
        for (int order = 1; order <= 3; order++) {
            assertThat(await(shows("member-1")).body()).isEqualTo(true);
            assertThat(failureOf(order())).isNotNull();
        }
        assertThat(failureOf(shows("member-1"))).hasMessageContaining("orders do not reach this worker");
        assertThat(await(shows("member-2")).body()).as("others are answered").isEqualTo(true);

        bridge.keep(Set.of("member-2"));
        assertThat(await(shows("member-1")).body())
                .as("whoever enters anew begins anew")
                .isEqualTo(true);
    }

    @Test
    void aSlotThatIsBusyIsReached() {
        asks("member-1");
        cluster.eventBus().consumer(Addresses.slot(SLOT), order -> order.fail(1, "busy"));
        for (int order = 1; order <= 5; order++) {
            assertThat(failureOf(order())).hasMessageContaining("busy");
        }
        assertThat(await(shows("member-1")).body()).isEqualTo(true);
    }

    @Test
    void aBridgeThatIsShutLetsNobodyHaveASay() {
        asks("member-1");
        bridge.close();
        assertThat(failureOf(order())).as("no order goes out").hasMessageContaining("No handlers");
        Future<Message<Object>> card = cluster.eventBus()
                .request(Addresses.WORKER, CARD, from("member-1").setSendTimeout(300));
        cluster.eventBus().send(Addresses.IDLE, new SlotIdle("pc-0badcafe-1", "pc", "fake"), from("member-1"));
        assertThat(failureOf(card)).hasMessageContaining("Timed out");
        assertThat(idle).containsExactly(SLOT);
    }

    private static DeliveryOptions from(String member) {
        return new DeliveryOptions().addHeader(ServerBridge.MEMBER, member);
    }

    private void asks(String member) {
        cluster.eventBus().send(Addresses.IDLE, new SlotIdle(SLOT, "pc", "fake"), from(member));
        eventually("the coordinator hears of it", () -> idle.contains(SLOT));
    }

    private Future<Message<Object>> shows(String member) {
        return cluster.eventBus().request(Addresses.WORKER, CARD, from(member));
    }

    private Future<Message<Object>> order() {
        Lease lease = new Lease("1-0", "job-0123456789abcdef", TaskName.INSPECT, SLOT, 1);
        return server.eventBus()
                .request(
                        Addresses.slot(SLOT),
                        new TaskOrder(
                                lease,
                                "sess-1",
                                new Parameters(5, 60),
                                null,
                                "key",
                                null,
                                "0".repeat(64),
                                1,
                                "0".repeat(32)));
    }
}
