package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseToFineTest {

    @Test
    void halvesAreHalvedAgainAndAgain() {
        assertThat(CoarseToFine.order(8)).containsExactly(0, 4, 2, 6, 1, 5, 3, 7);
        assertThat(CoarseToFine.order(6)).containsExactly(0, 4, 2, 1, 5, 3);
    }

    @Test
    void everySegmentComesOnce() {
        for (int segments = 0; segments < 300; segments++) {
            assertThat(CoarseToFine.order(segments))
                    .hasSize(segments)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, segments).boxed().toList());
        }
    }

    @Test
    void aRecordingThatIsDoneSoonIsLookedAtFromFrontToBack() {
        assertThat(CoarseToFine.order(1)).containsExactly(0);
        assertThat(CoarseToFine.order(3)).containsExactly(0, 1, 2);
        assertThat(CoarseToFine.worthwhile(3)).isFalse();
        assertThat(CoarseToFine.firstRound(3)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 30, 60, 61, 120, 200})
    void atEveryMomentNoHoleIsMuchLongerThanTheOthers(int segments) {
        List<Integer> order = CoarseToFine.order(segments);
        for (int done = 1; done <= segments; done++) {
            List<Integer> places = order.subList(0, done).stream().sorted().toList();
            int longest = 0;
            for (int i = 0; i < places.size(); i++) {
                int next = i + 1 < places.size() ? places.get(i + 1) : segments;
                longest = Math.max(longest, next - places.get(i));
            }
            assertThat(longest).as("after %d of %d", done, segments).isLessThanOrEqualTo(4 * segments / done + 1);
        }
    }
}
