package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Appearance;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final Looks RED_OVER_BLUE = Looks.of(new Appearance(0xff00000000000000L, 0x0000000000ff0000L, 0));
    private static final Looks RED_OVER_RED = Looks.of(new Appearance(0xff00000000000000L, 0xff00000000000000L, 0));
    private static final Looks GREEN = Looks.of(new Appearance(0x000000ff00000000L, 0x000000ff00000000L, 0));

    @Test
    void theSameLooksAreNotApartAndOthersAreWhollyApart() {
        assertThat(RED_OVER_BLUE.distance(RED_OVER_BLUE)).isCloseTo(0, within(1e-9));
        assertThat(RED_OVER_BLUE.distance(GREEN)).isCloseTo(1, within(1e-9));
        assertThat(GREEN.strangeness(RED_OVER_BLUE)).isEqualTo(1);
    }

    @Test
    void theUpperBodySaysMoreThanTheLegs() {
        assertThat(RED_OVER_BLUE.distance(RED_OVER_RED)).isBetween(0.2, 0.5);
    }

    @Test
    void whoWasNeverSeenClearlyIsNoStranger() {
        assertThat(GREEN.distance(Looks.of(Appearance.UNKNOWN))).isNaN();
        assertThat(GREEN.strangeness(new Looks())).isZero();
    }

    @Test
    void theMeanIsBetweenWhatWasSeen() {
        Looks mean = new Looks();
        mean.add(RED_OVER_RED);
        assertThat(mean.distance(GREEN)).isCloseTo(1, within(1e-9));
        mean.add(GREEN);
        assertThat(mean.distance(GREEN)).isBetween(0.2, 0.4);
        assertThat(mean.distance(RED_OVER_RED)).isCloseTo(mean.distance(GREEN), within(1e-9));
    }
}
