package dev.lectern.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PainterTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @Test
    void aMeasuredBoxIsASolidLine() {
        assertThat(lineOf("mmm", 200)).isGreaterThan(0.95);
    }

    @Test
    void anInterpolatedBoxIsDashed() {
        assertThat(lineOf("mim", 200)).isBetween(0.3, 0.7);
    }

    @Test
    void aLostInstructorIsNotDrawn() {
        BufferedImage picture = painted("lll", 400);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                assertThat(picture.getRGB(x, y)).isEqualTo(Color.GRAY.getRGB());
            }
        }
    }

    @Test
    void theHeatMapGrowsToOneAndMeansTheSameFromBeginningToEnd() {
        Walk walk = Results.walk("m".repeat(40));
        HeatMap heat = new HeatMap(walk, WIDTH, HEIGHT);
        double before = -1;
        for (int i = 0; i < 40; i += 8) {
            heat.advance(i * 200);
            double now = heat.at(0.45, 0.5);
            assertThat(now).isGreaterThan(before).isLessThanOrEqualTo(1);
            before = now;
        }
        heat.advance(40 * 200);
        double warmest = 0;
        for (double x = 0; x < 1; x += 0.005) {
            warmest = Math.max(warmest, heat.at(x, 0.5));
        }
        assertThat(warmest).isBetween(0.99, 1.0);
        assertThat(heat.at(0.45, 0.05)).isLessThan(0.01);
    }

    @Test
    void whatWasLostLeavesNoHeat() {
        HeatMap heat = new HeatMap(Results.walk("lmlllll"), WIDTH, HEIGHT);
        heat.advance(10_000);
        assertThat(heat.at(0.25, 0.5)).isGreaterThan(0.9);
        assertThat(heat.at(0.55, 0.5)).isLessThan(0.01);
    }

    @Test
    void warmerIsLighterAndNeverHidesThePicture() {
        double before = -1;
        for (double warmth = 0; warmth <= 1; warmth += 0.05) {
            int argb = HeatColours.of(warmth);
            Color color = new Color(argb);
            double light = 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
            assertThat(light).isGreaterThan(before);
            assertThat(argb >>> 24).isLessThan(160);
            before = light;
        }
        assertThat(HeatColours.of(0) >>> 24).isZero();
    }

    /** How much of the left edge of the box is drawn in its colour. */
    private static double lineOf(String qualities, long tMs) {
        BufferedImage picture = painted(qualities, tMs);
        int x = (int) Math.round(Results.walk(qualities).at(tMs).box().x() * WIDTH);
        int drawn = 0;
        int all = 0;
        for (int y = (int) (0.36 * HEIGHT); y < 0.46 * HEIGHT; y++) {
            boolean blue = false;
            for (int d = -2; d <= 2; d++) {
                Color color = new Color(picture.getRGB(x + d, y));
                blue |= color.getBlue() - color.getRed() > 60;
            }
            drawn += blue ? 1 : 0;
            all++;
        }
        return (double) drawn / all;
    }

    private static BufferedImage painted(String qualities, long tMs) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                picture.setRGB(x, y, Color.GRAY.getRGB());
            }
        }
        new Painter(Results.walk(qualities), WIDTH, HEIGHT).paint(picture, tMs);
        return picture;
    }
}
