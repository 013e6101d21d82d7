package dev.lectern.bench;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.job.Parameters;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.queue.TaskQueue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The queue, the bus and slots that do nothing: a task is offered, claimed for a slot that said it is idle, sent to it, reported by it,
 * renewed (which is the fence of a report) and settled, with the messages and scripts of the service and nothing of its database and
 * files. All tasks are offered while the slots are at work already, each for a job of its own, so that most of them wait.
 */
final class BareQueue {

    private static final int OFFERS_AT_ONCE = 64;
    private static final int PATIENCE_MINUTES = 2;

    private final Workshop workshop;
    private final int slots;

    BareQueue(Workshop workshop, int slots) {
        this.workshop = workshop;
        this.slots = slots;
    }

    QueueBench.Through run(int tasks) throws Exception {
        Desk desk = new Desk(new RedisTaskQueue(workshop.link()), slots, tasks);
        String id = workshop.vertx().deployVerticle(desk).await(1, TimeUnit.MINUTES);
        desk.done.future().await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        workshop.vertx().undeploy(id).await(1, TimeUnit.MINUTES);
        return new QueueBench.Through(
                tasks / ((desk.ended - desk.begun) / 1e9),
                Median.of(desk.waits.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static final class Desk extends VerticleBase {
        private final TaskQueue queue;
        private final int slots;
        private final int tasks;
        private final Map<String, Long> freeSince = new HashMap<>();
        private final List<Double> waits = new ArrayList<>();
        private final List<MessageConsumer<?>> consumers = new ArrayList<>();
        private final Promise<Void> done = Promise.promise();
        private int offered;
        private int settled;
        private long begun;
        private long ended;

        private Desk(TaskQueue queue, int slots, int tasks) {
            this.queue = queue;
            this.slots = slots;
            this.tasks = tasks;
        }

        @Override
        public Future<?> start() {
            EventBus bus = vertx.eventBus();
            consumers.add(bus.<SlotIdle>consumer(Addresses.IDLE, idle -> give(idle.body())));
            consumers.add(bus.<TaskReport>consumer(Addresses.REPORT, this::reported));
            begun = System.nanoTime();
            for (int i = 0; i < OFFERS_AT_ONCE; i++) {
                offer();
            }
            for (int k = 0; k < slots; k++) {
                String slot = "bare-" + k;
                freeSince.put(slot, begun);
                consumers.add(bus.<TaskOrder>consumer(Addresses.slot(slot), order -> work(slot, order)));
                bus.send(Addresses.IDLE, new SlotIdle(slot, "bare", "none"));
            }
            return Future.succeededFuture();
        }

        private void offer() {
            if (offered < tasks) {
                String job = "job-" + Integer.toHexString(0x10000000 + offered++);
                queue.offer(job, List.of(TaskName.TRACK))
                        .onFailure(done::tryFail)
                        .onSuccess(added -> offer());
            }
        }

        private void give(SlotIdle slot) {
            queue.claim(slot.slot()).onFailure(done::tryFail).onSuccess(claimed -> {
                if (claimed.isPresent()) {
                    send(claimed.get(), slot);
                } else if (settled < tasks) {
                    vertx.runOnContext(again -> give(slot));
                }
            });
        }

        private void send(Lease lease, SlotIdle slot) {
            TaskOrder order =
                    new TaskOrder(lease, "sess-00000000", Parameters.DEFAULT, null, "key", null, "0", 1, "trace");
            vertx.eventBus().request(Addresses.slot(slot.slot()), order).onFailure(done::tryFail);
        }

        private void work(String slot, Message<TaskOrder> order) {
            order.reply(true);
            waits.add((System.nanoTime() - freeSince.get(slot)) / 1e6);
            freeSince.put(slot, System.nanoTime());
            TaskReport report = new TaskReport(
                    order.body().lease(), order.body().sessionId(), "bare", null, null, new byte[] {1}, null, null);
            vertx.eventBus()
                    .request(Addresses.REPORT, report)
                    .onFailure(done::tryFail)
                    .onSuccess(taken -> {
                        if (settled < tasks) {
                            vertx.eventBus().send(Addresses.IDLE, new SlotIdle(slot, "bare", "none"));
                        }
                    });
        }

        private void reported(Message<TaskReport> report) {
            Lease lease = report.body().lease();
            queue.renew(lease)
                    .compose(good -> queue.settle(lease))
                    .onFailure(done::tryFail)
                    .onSuccess(good -> {
                        report.reply(good);
                        if (++settled == tasks) {
                            ended = System.nanoTime();
                            done.tryComplete();
                        }
                    });
        }
    }
}
