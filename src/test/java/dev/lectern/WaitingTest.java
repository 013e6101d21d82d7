package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration LONGER_THAN_TO_STOP = Duration.ofMillis(200);

    private final Waiting waiting = new Waiting(Duration.ofMinutes(2), Duration.ofMillis(20));
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        waiting.started(vertx.close());
    }

    private Future<String> slow() {
        Promise<String> slow = Promise.promise();
        vertx.setTimer(LONGER_THAN_TO_STOP.toMillis(), timer -> slow.complete("there"));
        return slow.future();
    }

    @Test
    void aPartMayStartSlowlyButNotStopSlowly() {
        assertThat(waiting.started(slow())).isEqualTo("there");
        assertThatThrownBy(() -> waiting.stopped(slow()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void whyAPartFailedIsTold() {
        assertThatThrownBy(() -> waiting.started(Future.failedFuture(new IOException("port in use"))))
                .isInstanceOf(IOException.class)
                .hasMessage("port in use");
    }

    @Test
    void nobodyStartsInLessTimeThanHeMayTakeToStop() {
        assertThatThrownBy(() -> new Waiting(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Waiting.USUAL.start()).isGreaterThan(Waiting.USUAL.stop().multipliedBy(10));
    }
}
