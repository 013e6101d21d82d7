package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private final Candidates candidates = new Candidates(new Letterbox(new InputSize(100, 100), 100, 100, 0, 0), 0.1);

    @Test
    void ofTwoThatOverlapByMoreThanHalfTheBetterIsKept() {
        candidates.add(10, 10, 30, 50, 0.5f);
        candidates.add(12, 10, 32, 50, 0.7f);
        candidates.add(50, 10, 70, 50, 0.6f);
        assertThat(candidates.best(9))
                .extracting(Detection::score)
                .satisfiesExactly(
                        score -> assertThat(Detection.steps(score)).isEqualTo(Detection.steps(0.7f)),
                        score -> assertThat(Detection.steps(score)).isEqualTo(Detection.steps(0.6f)));
    }

    @Test
    void neighboursThatOverlapByLessAreBothKept() {
        candidates.add(10, 10, 30, 50, 0.5f);
        candidates.add(20, 10, 40, 50, 0.7f);
        assertThat(candidates.best(9)).hasSize(2);
    }

    @Test
    void onlyTheBestAreKept() {
        for (int i = 0; i < 90; i++) {
            candidates.add(i, i, i + 1, i + 1, 0.1f + i / 100f);
        }
        assertThat(candidates.best(64)).hasSize(64);
        assertThat(candidates.best(1).get(0).x()).isEqualTo(Detection.steps(0.89) / 65_535.0);
    }

    @Test
    void boxesAreCutAtThePicturesEdgesAndDroppedOutside() {
        candidates.add(-50, 90, 20, 300, 0.5f);
        candidates.add(110, 10, 120, 20, 0.9f);
        candidates.add(Double.NaN, 10, 20, 20, 0.9f);
        candidates.add(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0, 0.9f);
        assertThat(candidates.best(9)).singleElement().satisfies(box -> {
            assertThat(box.x()).isZero();
            assertThat(box.y() + box.h()).isEqualTo(1);
        });
    }

    @Test
    void scoresThatAreNotNumbersAreOfNoInterest() {
        assertThat(candidates.wants(Float.NaN)).isFalse();
        assertThat(candidates.wants(0.09f)).isFalse();
        assertThat(candidates.wants(0.1f)).isTrue();
    }

    @Test
    void theOrderOfEqualsIsTheOrderInWhichTheyCame() {
        candidates.add(0, 0, 10, 10, 0.5f);
        candidates.add(50, 50, 60, 60, 0.5f);
        assertThat(candidates.best(1).get(0).x()).isZero();
    }

    @Test
    void whateverIsAddedLiesInsideThePicture() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextGaussian() * 60 + 50;
            double y = random.nextGaussian() * 60 + 50;
            candidates.add(x, y, x + random.nextDouble() * 40, y + random.nextDouble() * 40, 0.1f + random.nextFloat());
        }
        assertThat(candidates.best(2000)).isNotEmpty().allSatisfy(box -> {
            assertThat(box.x() + box.w()).isLessThanOrEqualTo(1);
            assertThat(box.y() + box.h()).isLessThanOrEqualTo(1);
            assertThat(box.score()).isLessThanOrEqualTo(1);
        });
    }
}
