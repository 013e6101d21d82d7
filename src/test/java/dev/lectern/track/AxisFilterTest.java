package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisFilterTest {

    @Test
    void twoHalfStepsAreOneWholeStep() {
        AxisFilter halves = walking();
        AxisFilter whole = new AxisFilter(halves);
        halves.predict(0.3, 0.8);
        halves.predict(0.3, 0.8);
        whole.predict(0.6, 0.8);
        assertThat(halves.position()).isCloseTo(whole.position(), within(1e-12));
        assertThat(halves.velocity()).isCloseTo(whole.velocity(), within(1e-12));
        assertThat(halves.mahalanobis(3, 0.1)).isCloseTo(whole.mahalanobis(3, 0.1), within(1e-9));
    }

    @Test
    void aSteadyWalkIsForeseen() {
        AxisFilter filter = walking();
        filter.predict(0.2, 0.8);
        assertThat(filter.position()).isCloseTo(1.05, within(0.03));
    }

    @Test
    void whoeverIsHiddenIsExpectedNearby() {
        AxisFilter filter = walking();
        double last = filter.position();
        filter.predict(60, 0.8);
        assertThat(filter.position() - last).isBetween(0.2, 0.8);
        assertThat(filter.velocity()).isCloseTo(0, within(1e-6));
    }

    /** Half a size per second for two seconds, up to 0.95. */
    private static AxisFilter walking() {
        AxisFilter filter = new AxisFilter(0, 0.05, 0.8);
        for (int i = 1; i < 20; i++) {
            filter.predict(0.1, 0.8);
            filter.update(i * 0.05, 0.05);
        }
        return filter;
    }
}
