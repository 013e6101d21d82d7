package dev.lectern.preview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Rounds rounds = new Rounds();

    @Test
    void oneAtATimeForEachRecording() {
        assertThat(rounds.begin("a")).isTrue();
        assertThat(rounds.begin("a")).isFalse();
        assertThat(rounds.begin("b")).isTrue();
    }

    @Test
    void whoComesDuringOneHasItDoneAgainOnce() {
        rounds.begin("a");
        rounds.begin("a");
        rounds.begin("a");
        assertThat(rounds.end("a")).isTrue();
        assertThat(rounds.begin("a")).isTrue();
        assertThat(rounds.end("a")).isFalse();
    }
}
