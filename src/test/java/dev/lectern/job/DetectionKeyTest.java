package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionKeyTest {

    private static final String SHA = "ab".repeat(32);
    private static final Parameters PARAMETERS = new Parameters(5, 60);

    @Test
    void isTheSameOnEveryMachineAndInEveryVersion() {
        assertThat(DetectionKey.of(SHA, "nanodet@416", PARAMETERS, Survey.UNNEEDED))
                .matches("[0-9a-f]{16}")
                .isEqualTo(DetectionKey.of(SHA, "nanodet@416", new Parameters(5.0, 60), null))
                .isEqualTo("fea31d632fecefa8");
    }

    @Test
    void changesWithEverythingThatDetectionsDependOn() {
        assertThat(List.of(
                        DetectionKey.of(SHA, "nanodet@416", PARAMETERS, Survey.UNNEEDED),
                        DetectionKey.of("ba".repeat(32), "nanodet@416", PARAMETERS, Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@320", PARAMETERS, Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(2.5, 60), Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(5, 10), Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(5, 60, Quality.BALANCED), Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@416", new Parameters(5, 60, Quality.FAST), Survey.UNNEEDED),
                        DetectionKey.of(SHA, "nanodet@416", PARAMETERS, small()),
                        DetectionKey.of(SHA, "nanodet@416", PARAMETERS, small(new Survey.Spot(.2, .5))),
                        DetectionKey.of(SHA, "nanodet@416", PARAMETERS, small(new Survey.Spot(.3, .5)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void isTheSameWhoeverFoundThatOneLookIsEnough() {
        assertThat(DetectionKey.of(
                        SHA, "nanodet@416", PARAMETERS, new Survey("nanodet@416", false, List.of(), List.of())))
                .isEqualTo(DetectionKey.of(SHA, "nanodet@416", PARAMETERS, Survey.UNNEEDED));
    }

    private static Survey small(Survey.Spot... spots) {
        return new Survey("nanodet@416", true, List.of(spots), List.of());
    }
}
