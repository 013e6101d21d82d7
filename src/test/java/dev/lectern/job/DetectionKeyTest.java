package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionKeyTest {

    private static final String SHA = "ab".repeat(32);
    private static final Parameters PARAMETERS = new Parameters(5, 60);

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(DetectionKey.of(SHA, "nanodet@416", PARAMETERS))
                .matches("[0-9a-f]{16}")
                .isEqualTo(DetectionKey.of(SHA, "nanodet@416", new Parameters(5.0, 60)))
                .isEqualTo("fea31d632fecefa8");
    }

    @Test
    void changesWithEverythingThatDetectionsDependOn() {
        assertThat(List.of(
                        DetectionKey.of(SHA, "nanodet@416", PARAMETERS),
                        DetectionKey.of("ba".repeat(32), "nanodet@416", PARAMETERS),
                        DetectionKey.of(SHA, "nanodet@320", PARAMETERS),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(2.5, 60)),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(5, 10))))
                .doesNotHaveDuplicates();
    }
}
