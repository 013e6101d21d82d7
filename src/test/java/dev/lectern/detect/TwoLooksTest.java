package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoLooksTest {

    private static final Detection AFAR = new Detection(.30, .40, .05, .10, .2);
    private static final Detection NEAR = new Detection(.305, .40, .04, .12, .7);
    private static final Detection ELSEWHERE = new Detection(.60, .40, .05, .10, .3);

    @Test
    void whoIsSeenInBothLooksIsOnePersonWithTheBoxFromNearer() {
        assertThat(merge(List.of(AFAR), List.of(NEAR))).containsExactly(NEAR);
    }

    @Test
    void theBetterScoreOfTheTwoCounts() {
        Detection surer = new Detection(AFAR.x(), AFAR.y(), AFAR.w(), AFAR.h(), .9);
        assertThat(merge(List.of(surer), List.of(NEAR)))
                .containsExactly(new Detection(NEAR.x(), NEAR.y(), NEAR.w(), NEAR.h(), .9));
    }

    @Test
    void aRoughBoxFromAfarIsStillTheSamePerson() {
        Detection rough = new Detection(.30, .42, .04, .05, .2);
        assertThat(merge(List.of(rough), List.of(NEAR))).containsExactly(NEAR);
    }

    @Test
    void whoIsSeenInOneLookOnlyStays() {
        assertThat(merge(List.of(ELSEWHERE, AFAR), List.of())).containsExactly(ELSEWHERE, AFAR);
        assertThat(merge(List.of(ELSEWHERE), List.of(NEAR))).containsExactly(NEAR, ELSEWHERE);
        assertThat(merge(List.of(), List.of(NEAR))).containsExactly(NEAR);
    }

    @Test
    void whoIsSeenInTwoPartsIsOnePerson() {
        Detection again = new Detection(.306, .40, .04, .12, .6);
        assertThat(merge(List.of(), List.of(again, NEAR))).containsExactly(NEAR);
    }

    @Test
    void twoWhoOverlapALittleAreTwo() {
        Detection beside = new Detection(.33, .40, .04, .12, .5);
        assertThat(merge(List.of(AFAR), List.of(NEAR, beside))).containsExactly(NEAR, beside);
    }

    @Test
    void theBestAreKept() {
        assertThat(TwoLooks.merge(Collections.nCopies(1, ELSEWHERE), List.of(NEAR), 1))
                .containsExactly(NEAR);
    }

    private static List<Detection> merge(List<Detection> first, List<Detection> second) {
        return TwoLooks.merge(first, second, PersonDetector.MOST_PERSONS);
    }
}
