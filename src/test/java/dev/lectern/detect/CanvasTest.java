package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CanvasTest {

    private static final Letterbox TWO_BY_ONE = new Letterbox(new InputSize(2, 3), 2, 1, 0, 1);
    private static final ByteBuffer BGR = ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 253, (byte) 254, (byte) 255});

    @Test
    void yoloxGetsBlueGreenRedAsTheyAreAndGreyAround() {
        assertThat(drawn(ModelFamily.YOLOX))
                .containsExactly(114, 114, 1, 253, 114, 114, 114, 114, 2, 254, 114, 114, 114, 114, 3, 255, 114, 114);
    }

    @Test
    void ultralyticsGetsRedGreenBlueFromZeroToOne() {
        float[] drawn = drawn(ModelFamily.ULTRALYTICS);
        assertThat(drawn[2]).isEqualTo(3 / 255f);
        assertThat(drawn[3]).isEqualTo(1f);
        assertThat(drawn[8]).isEqualTo(2 / 255f);
        assertThat(drawn[14]).isEqualTo(1 / 255f);
    }

    @Test
    void nanodetGetsBlueGreenRedAroundTheirMeansAndBlackAround() {
        float[] drawn = drawn(ModelFamily.NANODET);
        assertThat(drawn[0]).isEqualTo(-103.53f / 57.375f);
        assertThat(drawn[2]).isEqualTo((1 - 103.53f) / 57.375f);
        assertThat(drawn[8]).isEqualTo((2 - 116.28f) / 57.12f);
        assertThat(drawn[15]).isEqualTo((255 - 123.675f) / 58.395f);
    }

    private static float[] drawn(ModelFamily family) {
        Canvas canvas = new Canvas(TWO_BY_ONE, family.pixels(), family.filling());
        canvas.draw(BGR);
        float[] values = new float[18];
        canvas.values().get(0, values);
        return values;
    }
}
