package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectionTest {

    @Test
    void aBoxOfWholeStepsThatEndsAtTheEdgeEndsAtExactlyOne() {
        for (int x = 0; x < Detection.STEPS; x++) {
            Detection box = Detection.ofSteps(x, 0, Detection.STEPS - x, 1, 1);
            assertThat(box.x() + box.w()).isEqualTo(1);
        }
    }

    @Test
    void boxesOutsideThePictureAndImpossibleScoresAreRefused() {
        assertRefused(-0.1, 0, 0.2, 0.2, 0.5);
        assertRefused(0, 0.9, 0.2, 0.2, 0.5);
        assertRefused(0, 0, 0, 0.2, 0.5);
        assertRefused(0, 0, 0.2, Double.NaN, 0.5);
        assertRefused(0, 0, 0.2, 0.2, 1.1);
        assertRefused(0, 0, 0.2, 0.2, Double.NaN);
    }

    private static void assertRefused(double x, double y, double w, double h, double score) {
        assertThatThrownBy(() -> new Detection(x, y, w, h, score)).isInstanceOf(IllegalArgumentException.class);
    }
}
