package dev.lectern.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

    private static final Instant THEN = Instant.parse("2030-11-22T10:00:00Z");

    @Test
    void theFirstComesAsSoonAsAnythingIsKnown() {
        assertThat(Cadence.due(null, 0.01, THEN)).isTrue();
        assertThat(Cadence.due(null, 0, THEN)).isFalse();
    }

    @ParameterizedTest(name = "{0} more, {1} s after one that took {2} s: {3}")
    @CsvSource({
        "0.10,  1, 0,   true",
        "0.09,  1, 0,   false",
        "0.09, 29, 0,   false",
        "0.01, 30, 0,   true",
        "0.00, 90, 0,   false",
        // At most a twentieth of the time.
        "0.50, 39, 2,   false",
        "0.50, 40, 2,   true",
        "0.01, 39, 2,   false",
    })
    void anotherComesWhenItSaysEnoughMoreAndWasCheapEnough(double more, long seconds, long took, boolean due) {
        Cadence.Made last = new Cadence.Made(0.2, THEN, Duration.ofSeconds(took));
        assertThat(Cadence.due(last, 0.2 + more, THEN.plusSeconds(seconds))).isEqualTo(due);
    }
}
