package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final float[] OURS = {0.1f, -3, 0, 7.5f};

    @Test
    void aFewThousandthsAreClose() {
        assertThat(doubt(OURS)).isEmpty();
        assertThat(doubt(0.101f, -3.01f, 0.002f, 7.48f)).isEmpty();
        assertThat(Comparison.doubt(List.of(new float[2]), List.of(new float[2])))
                .isEmpty();
    }

    @Test
    void otherAnswersAreNot() {
        assertThat(doubt(0.1f, 3, 0, 7.5f)).isEqualTo("its answers are 74 % away from the processor's");
        assertThat(doubt(0, 0, 0, 0)).isEqualTo("its answers are 100 % away from the processor's");
        assertThat(doubt(0.1f, -3, Float.NaN, 7.5f)).isEqualTo("it answers with what is no number");
        assertThat(doubt(1)).isNotEmpty();
        assertThat(Comparison.doubt(List.of(OURS), List.of())).isNotEmpty();
        assertThat(Comparison.doubt(List.of(new float[1]), List.of(new float[] {1})))
                .isNotEmpty();
    }

    @Test
    void thePictureIsAlwaysTheSameAndNotAllAlike() {
        ByteBuffer one = ByteBuffer.allocate(96 * 54 * 3);
        ByteBuffer other = ByteBuffer.allocate(96 * 54 * 3);
        Comparison.draw(one, 96);
        Comparison.draw(other, 96);
        assertThat(one).isEqualTo(other);
        assertThat(one.remaining()).isEqualTo(one.capacity());
        long tones = java.util.stream.IntStream.range(0, one.capacity())
                .map(one::get)
                .distinct()
                .count();
        assertThat(tones).isGreaterThan(100);
    }

    private static String doubt(float... theirs) {
        return Comparison.doubt(List.of(OURS), List.of(theirs));
    }
}
