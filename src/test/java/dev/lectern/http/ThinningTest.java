package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {

    @Test
    void whenThereIsRoomAllStay() {
        assertThat(picked(lost(3, 4), 5, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(picked(lost(), 0, 5)).isEmpty();
        assertThat(picked(lost(), 1, 1)).containsExactly(0);
    }

    @Test
    void withoutGapsTheSamplesAreEvenlySpaced() {
        List<Integer> picked = picked(lost(), 1001, 101);
        assertThat(picked).hasSize(101).startsWith(0).endsWith(1000);
        for (int i = 1; i < picked.size(); i++) {
            assertThat(picked.get(i) - picked.get(i - 1)).isBetween(4, 11);
        }
    }

    @Test
    void theEdgesOfEveryGapStay() {
        BitSet lost = lost(100, 250);
        lost.set(700);
        lost.set(990, 1000);
        assertThat(picked(lost, 1000, 20)).hasSize(20).contains(0, 99, 100, 249, 250, 699, 700, 701, 989, 990, 999);
    }

    @Test
    void whenThereIsNoRoomForEveryGapTheLongestStay() {
        BitSet lost = lost(10, 12);
        lost.set(20, 60);
        lost.set(70, 72);
        assertThat(picked(lost, 100, 6)).containsExactly(0, 19, 20, 59, 60, 99);
        assertThat(picked(lost, 100, 10)).containsExactly(0, 9, 10, 11, 12, 19, 20, 59, 60, 99);
    }

    @Test
    void evenOneMayBeAskedFor() {
        assertThat(picked(lost(0, 50), 100, 1)).containsExactly(0);
        assertThat(picked(lost(0, 50), 100, 2)).containsExactly(0, 99);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 99, 500, 999})
    void thereAreExactlyAsManyAsAskedForAndAlwaysTheSame(int limit) {
        Random random = new Random(limit);
        for (double share : new double[] {0, 0.01, 0.5, 0.99, 1}) {
            BitSet lost = new BitSet();
            IntStream.range(0, 1000).filter(i -> random.nextDouble() < share).forEach(lost::set);
            assertThat(picked(lost, 1000, limit))
                    .hasSize(limit)
                    .allSatisfy(i -> assertThat(i).isBetween(0, 999))
                    .isEqualTo(picked(lost, 1000, limit));
        }
    }

    private static BitSet lost(int... range) {
        BitSet lost = new BitSet();
        if (range.length == 2) {
            lost.set(range[0], range[1]);
        }
        return lost;
    }

    private static List<Integer> picked(BitSet lost, int count, int limit) {
        return Thinning.pick(lost, count, limit).stream().boxed().toList();
    }
}
