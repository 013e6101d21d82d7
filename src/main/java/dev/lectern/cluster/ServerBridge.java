package dev.lectern.cluster;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.SessionHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.bus.TaskReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.job.TaskFailure;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of the bridge between its own bus and the clustered one. What a slot may say passes towards the coordinator,
 * orders and cancellations pass towards the slots, and nothing else passes.
 */
public final class ServerBridge {

    private static final Logger LOG = LoggerFactory.getLogger(ServerBridge.class);
    static final String MEMBER = "member";

    private static final String LOST = "What it made did not arrive";
    private static final int FAILED = 1;
    /** Once or twice may be because the cluster was just changing. */
    private static final int MOST_UNREACHED = 3;

    private static final DeliveryOptions ONWARD = new DeliveryOptions().setSendTimeout(10_000);
    /** Shorter than the patience of who hands tasks over, so that its answer is never later than that. */
    private static final DeliveryOptions HAND_OVER = new DeliveryOptions().setSendTimeout(1_800);

    private final EventBus local;
    private final EventBus clustered;
    private final Function<String, Optional<Path>> staged;
    private final Consumer<String> discard;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final List<MessageConsumer<?>> fromServer = new CopyOnWriteArrayList<>();

    /** How many orders in a row could not be brought to a member, because the cluster knows no way to its slots. */
    private final Map<String, Integer> unreached = new ConcurrentHashMap<>();

    private volatile boolean closed;

    private record Route(String member, MessageConsumer<TaskOrder> orders) {}

    /**
     * A bridge that is not open yet.
     *
     * @param local the server's own bus
     * @param staged the file that a worker delivered under a name; empty if there is none
     * @param discard is told the name of a delivered file that is not wanted; must not block
     */
    public ServerBridge(
            EventBus local, EventBus clustered, Function<String, Optional<Path>> staged, Consumer<String> discard) {
        this.local = local;
        this.clustered = clustered;
        this.staged = staged;
        this.discard = discard;
    }

    /** Lets messages pass. */
    public ServerBridge open() {
        this.<SlotIdle>hear(Addresses.IDLE, message -> {
            reach(message.body().slot(), message);
            local.send(Addresses.IDLE, message.body());
        });
        this.<Renewal>hear(Addresses.RENEW, message -> {
            // A worker that came back after this server started anew is first heard by what it goes on with.
            reach(message.body().lease().holder(), message);
            pass(message, Addresses.RENEW, message.body());
        });
        hear(Addresses.REPORT, this::report);
        hear(Addresses.WORKER, this::card);
        fromServer.add(local.<JobHint>consumer(
                Addresses.CANCELLED, hint -> clustered.publish(Addresses.CANCELLED, hint.body())));
        fromServer.add(local.<SessionHint>consumer(
                Addresses.SESSION_DELETED, hint -> clustered.publish(Addresses.SESSION_DELETED, hint.body())));
        return this;
    }

    private <T> void hear(String address, Handler<Message<T>> handler) {
        clustered.<T>consumer(address, message -> {
            if (!closed) {
                handler.handle(message);
            }
        });
    }

    /** Lets nothing pass from now on, so that another bridge can take its place. From any thread; may be called again. */
    public void close() {
        closed = true;
        fromServer.forEach(MessageConsumer::unregister);
        routes.values().forEach(route -> route.orders().unregister());
        routes.clear();
    }

    /**
     * Forgets the slots of members that are gone.
     *
     * @param members who is there
     * @return the slots that are gone
     */
    public Set<String> keep(Set<String> members) {
        unreached.keySet().retainAll(members);
        Set<String> gone = new TreeSet<>();
        routes.forEach((slot, route) -> {
            if (!members.contains(route.member()) && routes.remove(slot, route)) {
                route.orders().unregister();
                gone.add(slot);
            }
        });
        return gone;
    }

    /**
     * Who can speak to us, but is not reached by us, would ask for work for ever. Without an answer it takes the server for lost and
     * enters anew.
     */
    private void card(Message<WorkerCard> message) {
        if (unreached.getOrDefault(member(message), 0) >= MOST_UNREACHED) {
            message.fail(FAILED, "orders do not reach this worker");
            return;
        }
        pass(message, Addresses.WORKER, message.body());
    }

    private static String member(Message<?> from) {
        return String.valueOf(from.headers().get(MEMBER));
    }

    private void reach(String slot, Message<?> from) {
        String member = member(from);
        routes.compute(slot, (name, known) -> {
            if (known != null && known.member().equals(member)) {
                return known;
            }
            return new Route(member, known == null ? orders(name) : known.orders());
        });
    }

    private MessageConsumer<TaskOrder> orders(String slot) {
        return local.consumer(Addresses.slot(slot), order -> clustered
                .request(Addresses.slot(slot), order.body(), HAND_OVER)
                .onSuccess(taken -> {
                    noteReached(slot, true);
                    order.reply(taken.body());
                })
                .onFailure(e -> {
                    noteReached(slot, !unknown(e));
                    order.fail(FAILED, String.valueOf(e.getMessage()));
                }));
    }

    private static boolean unknown(Throwable e) {
        return e instanceof ReplyException failure && failure.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private void noteReached(String slot, boolean reached) {
        Route route = routes.get(slot);
        if (route == null) {
            return;
        }
        if (reached) {
            unreached.remove(route.member());
        } else if (unreached.merge(route.member(), 1, Integer::sum) == MOST_UNREACHED) {
            LOG.warn("slot {} asks for work, but no order reaches it; its worker has to enter anew", slot);
        }
    }

    private void report(Message<TaskReport> message) {
        String delivered = message.body().file();
        local.<Boolean>request(Addresses.REPORT, checked(message.body()), ONWARD)
                .onSuccess(taken -> {
                    if (delivered != null && !taken.body()) {
                        discard.accept(delivered);
                    }
                    message.reply(taken.body());
                })
                .onFailure(e -> message.fail(FAILED, String.valueOf(e.getMessage())));
    }

    /** A worker names what it delivered; what is a file here is decided here. */
    private TaskReport checked(TaskReport report) {
        if (report.file() == null) {
            return report;
        }
        Optional<Path> file = staged.apply(report.file());
        if (file.isEmpty()) {
            LOG.warn(
                    "job={} task={} names a file that did not arrive",
                    report.lease().jobId(),
                    report.lease().task());
            return report.failed(TaskFailure.Kind.TRANSIENT, LOST);
        }
        return report.at(file.get().toString());
    }

    private <T> void pass(Message<?> message, String address, T body) {
        local.request(address, body, ONWARD)
                .onSuccess(answer -> message.reply(answer.body()))
                .onFailure(e -> message.fail(FAILED, String.valueOf(e.getMessage())));
    }
}
