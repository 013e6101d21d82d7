package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.queue.Lease;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A slot that takes tasks and says nothing more about them until it is told to. */
final class GhostSlot {

    private final Vertx vertx;
    private final String name;
    private final BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();

    GhostSlot(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
        vertx.eventBus().<TaskOrder>consumer(Addresses.slot(name), message -> {
            orders.add(message.body());
            message.reply(true);
        });
    }

    /** Asks for work, once. */
    void ask() {
        vertx.eventBus().send(Addresses.IDLE, new SlotIdle(name, "ghost", "fake"));
    }

    TaskOrder order() {
        try {
            TaskOrder order = orders.poll(20, TimeUnit.SECONDS);
            if (order == null) {
                throw new AssertionError("no order came to " + name);
            }
            return order;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reports success. Answers whether that was accepted. */
    boolean report(TaskOrder order, String content) {
        return report(order.lease(), order.sessionId(), content.getBytes(StandardCharsets.UTF_8), null);
    }

    boolean reportFile(TaskOrder order, String file) {
        return report(order.lease(), order.sessionId(), null, file);
    }

    private boolean report(Lease lease, String sessionId, byte[] content, String file) {
        TaskReport report = new TaskReport(lease, sessionId, "ghost", null, null, content, file, null);
        return await(vertx.eventBus().<Boolean>request(Addresses.REPORT, report))
                .body();
    }
}
