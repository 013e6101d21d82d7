package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.job.Spent;
import dev.lectern.job.TaskFailure;
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
    private final String worker;
    private final String detector;
    private volatile Runnable beforeTaking = () -> {};
    private final BlockingQueue<TaskOrder> orders = new LinkedBlockingQueue<>();

    GhostSlot(Vertx vertx, String name) {
        this(vertx, name, "ghost", "fake");
    }

    GhostSlot(Vertx vertx, String name, String worker, String detector) {
        this.vertx = vertx;
        this.name = name;
        this.worker = worker;
        this.detector = detector;
        vertx.eventBus().<TaskOrder>consumer(Addresses.slot(name), message -> {
            // What it said before the order came arrives after that was sent.
            beforeTaking.run();
            orders.add(message.body());
            message.reply(true);
        });
    }

    /** Asks for work, and once more in the moment in which a task comes. */
    void askTwice() {
        beforeTaking = () -> {
            beforeTaking = () -> {};
            ask();
        };
        ask();
    }

    /** Asks for work, once. */
    void ask() {
        vertx.eventBus().send(Addresses.IDLE, new SlotIdle(name, worker, detector));
    }

    /** Whether an order is there. */
    boolean hasOrder() {
        return !orders.isEmpty();
    }

    /** Says that it is still at it. Answers whether it may go on. */
    boolean renew(TaskOrder order) {
        return await(vertx.eventBus().<Boolean>request(Addresses.RENEW, new Renewal(order.lease(), worker, 0.5)))
                .body();
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

    /** Reports a failure that may go away. */
    void fail(TaskOrder order, String sentence) {
        TaskReport report = new TaskReport(
                order.lease(),
                order.sessionId(),
                worker,
                TaskFailure.Kind.TRANSIENT,
                sentence,
                null,
                null,
                null,
                Spent.UNKNOWN);
        assertThat(await(vertx.eventBus().<Boolean>request(Addresses.REPORT, report))
                        .body())
                .isTrue();
    }

    /** Reports success under any lease, on any session. */
    boolean report(Lease lease, String sessionId, byte[] content, String file) {
        TaskReport report = new TaskReport(lease, sessionId, worker, null, null, content, file, null);
        return await(vertx.eventBus().<Boolean>request(Addresses.REPORT, report))
                .body();
    }
}
