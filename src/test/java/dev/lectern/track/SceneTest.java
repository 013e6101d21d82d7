package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {

    private static final Detection HIGH = new Detection(0.1, 0.1, 0.1, 0.4, 0.5);
    private static final Detection LOW = new Detection(0.1, 0.3, 0.1, 0.4, 0.5);

    @Test
    void boxesOfAFrameStandInOneOrderHoweverTheyCame() {
        assertThat(scene(LOW, HIGH)).isEqualTo(scene(HIGH, LOW));
    }

    @Test
    void lengthsAreInPictureHeights() {
        Box box = scene(HIGH).get(0);
        assertThat(box.w()).isCloseTo(0.2, within(1e-12));
        assertThat(box.h()).isEqualTo(0.4);
        assertThat(box.left()).isCloseTo(0.2, within(1e-12));
    }

    private static List<Box> scene(Detection... persons) {
        return Scene.of(2, List.of(new FrameDetections(0, List.of(persons))))
                .frames()
                .get(0);
    }
}
