package dev.lectern.cluster;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.SessionHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.bus.WorkerCard;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A worker's side of the bridge: what its slots say passes to the server, orders and cancellations pass to its slots. When the
 * cluster is entered anew, the bridge is, too; meanwhile a slot finds nobody to talk to, and says it again.
 */
public final class WorkerBridge {

    private static final int FAILED = 1;
    private static final DeliveryOptions ORDER = new DeliveryOptions().setSendTimeout(1_500);

    private final EventBus local;
    private final EventBus clustered;
    private final DeliveryOptions question;
    private final DeliveryOptions report;
    private final List<MessageConsumer<?>> fromSlots = new ArrayList<>();
    private final CompletableFuture<Void> firstWord = new CompletableFuture<>();
    private volatile long heardAt = System.nanoTime();
    private boolean closed;

    /** A bridge that is not open yet, from the worker's own bus. */
    public WorkerBridge(EventBus local, SecureCluster cluster) {
        this.local = local;
        this.clustered = cluster.vertx().eventBus();
        this.question = signed(cluster).setSendTimeout(3_000);
        this.report = signed(cluster).setSendTimeout(9_000);
    }

    /** Says who speaks, so that the server knows whose slots are gone when a member is. */
    private static DeliveryOptions signed(SecureCluster cluster) {
        return new DeliveryOptions().addHeader(ServerBridge.MEMBER, cluster.self());
    }

    /** Opens it; completes when orders can reach the slots. */
    public Future<?> open(List<String> slots) {
        List<Future<?>> reachable = new ArrayList<>();
        for (String slot : slots) {
            reachable.add(clustered
                    .<TaskOrder>consumer(Addresses.slot(slot), order -> pass(order, local, Addresses.slot(slot), ORDER))
                    .completion());
        }
        reachable.add(clustered
                .<JobHint>consumer(Addresses.CANCELLED, hint -> local.publish(Addresses.CANCELLED, hint.body()))
                .completion());
        reachable.add(clustered
                .<SessionHint>consumer(
                        Addresses.SESSION_DELETED, hint -> local.publish(Addresses.SESSION_DELETED, hint.body()))
                .completion());
        return Future.all(reachable).onSuccess(ready -> listen());
    }

    /** Lets nothing pass any more, also if it was still being opened. */
    public synchronized void close() {
        closed = true;
        fromSlots.forEach(MessageConsumer::unregister);
    }

    /** Completes when the server answers over this bridge for the first time. */
    public CompletableFuture<Void> firstWord() {
        return firstWord;
    }

    /** For how long the server has not answered. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    private synchronized void listen() {
        if (closed) {
            return;
        }
        fromSlots.add(local.<SlotIdle>consumer(
                Addresses.IDLE, message -> clustered.send(Addresses.IDLE, message.body(), question)));
        fromSlots.add(local.<Renewal>consumer(
                Addresses.RENEW, message -> pass(message, clustered, Addresses.RENEW, question)));
        fromSlots.add(local.<TaskReport>consumer(
                Addresses.REPORT, message -> pass(message, clustered, Addresses.REPORT, report)));
        fromSlots.add(local.<WorkerCard>consumer(
                Addresses.WORKER,
                message -> pass(message, clustered, Addresses.WORKER, question).onSuccess(answer -> {
                    heardAt = System.nanoTime();
                    firstWord.complete(null);
                })));
    }

    private static Future<Message<Object>> pass(
            Message<?> message, EventBus onto, String address, DeliveryOptions patience) {
        return onto.request(address, message.body(), patience)
                .onSuccess(answer -> message.reply(answer.body()))
                .onFailure(e -> message.fail(FAILED, String.valueOf(e.getMessage())));
    }
}
