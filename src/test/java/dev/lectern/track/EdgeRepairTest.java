package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeRepairTest {

    @Test
    void anEdgeThatJumpsAwayForAMomentIsPutBack() {
        List<Detection> seen = steadyWalk();
        Detection right = seen.get(5);
        seen.set(5, new Detection(right.x() - 0.1, right.y(), right.w() + 0.1, right.h() - 0.15, 0.4));
        Detection repaired = repair(seen).get(5);
        assertThat(repaired.x()).isCloseTo(right.x(), within(1e-9));
        assertThat(repaired.w()).isCloseTo(right.w(), within(1e-9));
        assertThat(repaired.h()).isCloseTo(right.h(), within(1e-9));
        assertThat(repaired.score()).isEqualTo(0.4);
    }

    @Test
    void aWalkAndASwingingArmStayAsTheyWereMeasured() {
        List<Detection> seen = steadyWalk();
        Detection arm = seen.get(7);
        seen.set(7, new Detection(arm.x(), arm.y(), arm.w() + 0.02, arm.h(), arm.score()));
        assertThat(repair(seen)).allSatisfy(d -> assertThat(d.h()).isCloseTo(0.5, within(1e-9)));
        assertThat(repair(seen).get(7).w()).isCloseTo(arm.w() + 0.02, within(1e-9));
        assertThat(repair(seen).get(0)).isEqualTo(seen.get(0));
    }

    @Test
    void whoeverTurnsRoundOnTheSpotIsNotHeldBack() {
        List<Detection> seen = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            seen.add(new Detection(0.2 + 0.06 * Math.min(i, 11 - i), 0.2, 0.12, 0.5, 0.8));
        }
        assertThat(repair(seen)).isEqualTo(seen);
    }

    @Test
    void theLowerEdgeBehindADeskIsWhereItUsuallyIs() {
        List<Detection> seen = steadyWalk();
        for (int i : List.of(3, 4, 8)) {
            Detection d = seen.get(i);
            seen.set(i, new Detection(d.x(), d.y(), d.w(), d.h() + (i == 8 ? 0.2 : -0.05), d.score()));
        }
        assertThat(repair(seen)).allSatisfy(d -> assertThat(d.y() + d.h()).isCloseTo(0.7, within(1e-9)));
    }

    /** Who goes behind a pillar really is narrower at every moment. */
    @Test
    void aBoxThatGetsNarrowerIsLeftAsItIs() {
        List<Detection> seen = steadyWalk();
        Detection half = seen.get(6);
        seen.set(6, new Detection(half.x(), half.y(), half.w() / 3, half.h(), half.score()));
        assertThat(repair(seen)).isEqualTo(seen);
    }

    /** In a steady walk both edges of a long step are as far on as they should be; and the mirror does not choose another one. */
    @Test
    void aLongStepAndAShadowAreTheSameInTheMirror() {
        List<Detection> seen = steadyWalk();
        Detection step = seen.get(5);
        seen.set(5, new Detection(step.x() - 0.02, step.y(), step.w() + 0.05, step.h(), step.score()));
        Detection shadow = seen.get(9);
        seen.set(9, new Detection(shadow.x(), shadow.y(), shadow.w() + 0.1, shadow.h(), shadow.score()));
        List<Detection> mirrored =
                repair(seen.stream().map(EdgeRepairTest::mirror).toList());
        List<Detection> repaired = repair(seen);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(mirrored.get(i).x())
                    .as("box %s", i)
                    .isCloseTo(mirror(repaired.get(i)).x(), within(1e-9));
            assertThat(mirrored.get(i).w())
                    .as("box %s", i)
                    .isCloseTo(repaired.get(i).w(), within(1e-9));
        }
        assertThat(repaired.get(5)).isEqualTo(seen.get(5));
        assertThat(repaired.get(9).w()).isCloseTo(0.12, within(1e-9));
    }

    private static Detection mirror(Detection d) {
        return new Detection(1 - d.x() - d.w(), d.y(), d.w(), d.h(), d.score());
    }

    @Test
    void whoSitsDownIsLowerAtOnceAndTheFeetStay() {
        List<Detection> seen = steadyWalk();
        for (int i = 6; i < seen.size(); i++) {
            Detection d = seen.get(i);
            seen.set(i, new Detection(d.x(), d.y() + 0.2, d.w(), d.h() - 0.2, d.score()));
        }
        assertThat(repair(seen)).isEqualTo(seen);
    }

    @Test
    void whatShowsOfSomebodyAtTheSideOfThePictureIsLeftAsItIs() {
        List<Detection> seen = steadyWalk();
        for (int i = 0; i < 3; i++) {
            seen.set(i, new Detection(0, 0.2, 0.04 + 0.03 * i, 0.5, 0.5));
        }
        assertThat(repair(seen).subList(0, 3)).isEqualTo(seen.subList(0, 3));
    }

    @Test
    void legsThatOpenWithEveryStepAreNoShadow() {
        List<Detection> seen = steadyWalk();
        for (int i = 1; i < seen.size(); i += 3) {
            Detection d = seen.get(i);
            seen.set(i, new Detection(d.x() - 0.07, d.y(), d.w() + 0.08, d.h(), d.score()));
        }
        assertThat(repair(seen)).isEqualTo(seen);
    }

    @Test
    void anArmAtTheSideOfThePictureIsNoWholeBody() {
        List<Detection> seen = steadyWalk();
        seen.set(0, new Detection(0, 0.25, 0.03, 0.25, 0.3));
        assertThat(repair(seen).get(0)).isEqualTo(seen.get(0));
        seen.set(0, new Detection(0, 0.25, 0.06, 0.4, 0.3));
        assertThat(repair(seen).get(0).h()).as("a foot that is lifted").isCloseTo(0.45, within(1e-9));
    }

    private static List<Detection> steadyWalk() {
        List<Detection> seen = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            seen.add(new Detection(0.2 + 0.03 * i, 0.2, 0.12, 0.5, 0.8));
        }
        return seen;
    }

    private static List<Detection> repair(List<Detection> seen) {
        List<FrameDetections> frames = new ArrayList<>();
        for (Detection d : seen) {
            frames.add(new FrameDetections(frames.size() * 200L, List.of(d)));
        }
        return EdgeRepair.repair(Scene.of(16 / 9.0, frames).frames().stream()
                .map(boxes -> boxes.get(0))
                .toList());
    }
}
