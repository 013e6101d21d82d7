package dev.lectern.evaluate;

import static dev.lectern.evaluate.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdSwitchesTest {

    @Test
    void oneTrackIsNoSwitchAlsoAcrossAGap() {
        assertThat(IdSwitches.of(Cast.perfect())).containsExactly(0);
        assertThat(IdSwitches.of(Cast.halfMissed())).containsExactly(0);
    }

    @Test
    void anotherTrackIsOneAlsoAfterAGap() {
        assertThat(IdSwitches.of(Cast.broken())).containsExactly(1);
        assertThat(IdSwitches.of(new Cast(1, 2)
                        .frames(4, List.of(at(0, 0)), List.of(at(0, 0)))
                        .frames(3, List.of(at(0, 0)), List.of())
                        .frames(4, List.of(at(0, 0)), List.of(at(1, 0)))
                        .sequence()))
                .containsExactly(1);
    }

    @Test
    void anExchangeIsOneForBoth() {
        assertThat(IdSwitches.of(Cast.exchanged())).containsExactly(1, 1);
    }

    @Test
    void whoWasThereBeforeIsKeptAgainstABetterBox() {
        assertThat(IdSwitches.of(new Cast(1, 2)
                        .frames(4, List.of(at(0, 0)), List.of(at(0, 0, 0.7)))
                        .frames(4, List.of(at(0, 0)), List.of(at(0, 0, 0.7), at(1, 0)))
                        .sequence()))
                .containsExactly(0);
    }
}
