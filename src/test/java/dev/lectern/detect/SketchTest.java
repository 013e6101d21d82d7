package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 36;

    private final byte[] pixels = new byte[WIDTH * HEIGHT * 3];

    @Test
    void aPictureThatDoesNotFillItsLastBlocksHasThemToo() {
        Sketch sketch = sketch();
        assertThat(sketch.columns()).isEqualTo(3);
        assertThat(sketch.rows()).isEqualTo(3);
        assertThat(sketch.across()).isEqualTo(2.5);
        assertThat(sketch.down()).isEqualTo(2.25);
    }

    @Test
    void whatMovesShowsInItsBlockAlone() {
        Sketch before = sketch();
        fill(18, 2, 10, 10, 200, 200, 200);
        Sketch after = sketch();
        assertThat(after.difference(before, 1, 0)).isGreaterThan(50);
        assertThat(after.difference(before, 0, 0)).isZero();
        assertThat(after.difference(before, 1, 1)).isZero();
        assertThat(after.difference(before, 2, 0)).isZero();
    }

    @Test
    void aCutBlockCountsItsOwnPixels() {
        Sketch before = sketch();
        fill(32, 32, 8, 4, 90, 90, 90);
        assertThat(sketch().difference(before, 2, 2)).isEqualTo(90);
    }

    @Test
    void aColourOfTheSameLightnessIsAnother() {
        fill(0, 0, WIDTH, HEIGHT, 90, 90, 90);
        Sketch before = sketch();
        fill(0, 0, 16, 16, 90, 60, 149);
        assertThat(sketch().difference(before, 0, 0)).isEqualTo(59);
    }

    @Test
    void noiseIsAveragedAway() {
        Random random = new Random(1);
        noise(random);
        Sketch before = sketch();
        noise(random);
        Sketch after = sketch();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                assertThat(after.difference(before, column, row)).isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void thePictureBeginsWhereTheBufferStands() {
        fill(0, 0, 16, 16, 120, 120, 120);
        ByteBuffer later = ByteBuffer.allocateDirect(pixels.length + 7);
        later.position(7).put(pixels).flip().position(7);
        assertThat(Sketch.of(later, WIDTH, HEIGHT).difference(sketch(), 0, 0)).isZero();
        assertThat(later.position()).isEqualTo(7);
    }

    private Sketch sketch() {
        return Sketch.of(ByteBuffer.wrap(pixels), WIDTH, HEIGHT);
    }

    private void noise(Random random) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(128 + 4 * random.nextGaussian())));
        }
    }

    private void fill(int left, int top, int width, int height, int blue, int green, int red) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int at = (y * WIDTH + x) * 3;
                pixels[at] = (byte) blue;
                pixels[at + 1] = (byte) green;
                pixels[at + 2] = (byte) red;
            }
        }
    }
}
