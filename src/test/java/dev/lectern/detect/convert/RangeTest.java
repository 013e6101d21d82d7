package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void nothingStaysExactlyNothing() {
        Range range = new Range(-1.234f, 5.678f);
        assertThat(range.nearest(0)).isZero();
        assertThat(range.zero()).isBetween(1, 254);
    }

    @Test
    void noValueInsideMovesByMoreThanHalfAStep() {
        Range range = new Range(-1, 3);
        for (double value = -0.99; value < 2.99; value += 0.01) {
            assertThat(range.nearest(value)).isCloseTo(value, within(range.scale() / 2 + 1e-6));
        }
    }

    @Test
    void whatLiesOutsideBecomesTheEnd() {
        Range range = new Range(0, 255);
        assertThat(range.nearest(-3)).isZero();
        assertThat(range.nearest(1000)).isEqualTo(255);
    }

    @Test
    void aRangeHoldsNothingAndSomethingElse() {
        assertThatThrownBy(() -> new Range(1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(Float.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(0, Float.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }
}
