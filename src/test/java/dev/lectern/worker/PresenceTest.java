package dev.lectern.worker;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.WorkerCard;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final WorkerCard CARD =
            new WorkerCard("pc-1", "pc", 2, "0.1", Instant.parse("2026-11-22T10:00:00Z"), false);

    private final Vertx vertx = Vertx.vertx();
    private final List<WorkerCard> shown = new CopyOnWriteArrayList<>();
    private PresenceVerticle presence;

    @BeforeEach
    void open() {
        RecordCodec.register(vertx.eventBus());
        presence = TestSlots.presence(CARD);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aWorkerShowsItselfAgainAndAgainAndSaysWhenItDrains() {
        listen();
        await(vertx.deployVerticle(presence));
        eventually("it was shown three times", () -> shown.size() >= 3);
        assertThat(shown).containsOnly(CARD);
        presence.draining();
        shown.clear();
        eventually("it is told", () -> shown.contains(new WorkerCard("pc-1", "pc", 2, "0.1", CARD.since(), true)));
        shown.clear();
        eventually("it is told again", () -> shown.size() >= 2);
        assertThat(shown).allMatch(WorkerCard::draining);
    }

    @Test
    void aWorkerKnowsHowLongNobodyAnswers() {
        MessageConsumer<WorkerCard> listening = listen();
        await(vertx.deployVerticle(presence));
        eventually("it was shown", () -> shown.size() >= 2);
        await(listening.unregister());
        Duration heard = presence.unanswered();
        eventually("time passes", () -> presence.unanswered().compareTo(heard.plusMillis(200)) > 0);
        listen();
        eventually("it is answered again", () -> presence.unanswered().compareTo(Duration.ofMillis(150)) < 0);
    }

    private MessageConsumer<WorkerCard> listen() {
        return vertx.eventBus().consumer(Addresses.WORKER, message -> {
            shown.add(message.body());
            message.reply(true);
        });
    }
}
