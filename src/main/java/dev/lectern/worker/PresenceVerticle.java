package dev.lectern.worker;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.WorkerCard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.Objects;

/** Shows who a worker is, every second, and knows whether anybody answers. One for each worker, beside its slots. */
public final class PresenceVerticle extends VerticleBase {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final DeliveryOptions BRISK = new DeliveryOptions().setSendTimeout(3_000);

    private final Duration beat;
    private volatile WorkerCard card;
    private volatile long answered = System.nanoTime();

    public PresenceVerticle(WorkerCard card) {
        this(card, BEAT);
    }

    /** One in more of a hurry, for tests. */
    PresenceVerticle(WorkerCard card, Duration beat) {
        this.card = Objects.requireNonNull(card);
        this.beat = beat;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(beat.toMillis(), timer -> show());
        show();
        return Future.succeededFuture();
    }

    /** From now on the worker takes no more tasks. From any thread. */
    public void draining() {
        WorkerCard now = card;
        card = new WorkerCard(now.worker(), now.host(), now.slots(), now.version(), now.since(), true);
        if (context != null) {
            context.runOnContext(said -> show());
        }
    }

    /** How long nobody has answered, or how long this is there if nobody ever did. From any thread. */
    public Duration unanswered() {
        return Duration.ofNanos(System.nanoTime() - answered);
    }

    private void show() {
        vertx.eventBus()
                .request(Addresses.WORKER, card, BRISK)
                // What is not answered is said again soon, and whoever cares asks how long it has been so.
                .onSuccess(heard -> answered = System.nanoTime());
    }
}
