package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int UPPER = 0;
    private static final int LOWER = Appearance.SHARES / 2;

    @Test
    void upperBodyAndLegsAreSeenApart() {
        Appearance looks = looksOf(new Color(200, 30, 30), new Color(30, 30, 200));
        assertThat(strongest(looks, UPPER)).isEqualTo(UPPER);
        // Blue is two thirds round the circle.
        assertThat(strongest(looks, LOWER)).isEqualTo(LOWER + 5);
    }

    @Test
    void aColourInHalfTheLightIsTheSameColour() {
        Appearance bright = looksOf(new Color(200, 60, 40), new Color(40, 120, 60));
        Appearance dim = looksOf(new Color(100, 30, 20), new Color(20, 60, 30));
        for (int i = 0; i < Appearance.SHARES; i++) {
            assertThat(dim.share(i)).as("share %s", i).isBetween(bright.share(i) - 32, bright.share(i) + 32);
        }
    }

    @Test
    void whiteGreyAndBlackDifferWithoutColour() {
        Appearance looks = looksOf(Color.WHITE, Color.BLACK);
        assertThat(strongest(looks, UPPER)).isEqualTo(UPPER + 11);
        assertThat(strongest(looks, LOWER)).isEqualTo(LOWER + 8);
    }

    @Test
    void theSharesOfAPartAreAWhole() {
        Appearance looks = looksOf(new Color(120, 90, 70), new Color(60, 70, 80));
        for (int part : new int[] {UPPER, LOWER}) {
            int sum = 0;
            for (int i = part; i < part + LOWER; i++) {
                sum += looks.share(i);
            }
            assertThat(sum).isBetween(249, 261);
        }
    }

    @Test
    void everyBoxInThePictureHasAnAppearance() {
        Random random = new Random(5);
        ByteBuffer noise = ByteBuffer.allocate(WIDTH * HEIGHT * 3);
        random.nextBytes(noise.array());
        Looks looks = new Looks(WIDTH, HEIGHT);
        for (int i = 0; i < 2000; i++) {
            int x = random.nextInt(Detection.STEPS);
            int y = random.nextInt(Detection.STEPS);
            int w = 1 + random.nextInt(Detection.STEPS - x);
            int h = 1 + random.nextInt(Detection.STEPS - y);
            assertThat(looks.of(Detection.ofSteps(x, y, w, h, 1), noise).known())
                    .isTrue();
        }
    }

    @Test
    void thePictureIsReadFromTheBuffersPosition() {
        ByteBuffer picture = picture(Color.RED, Color.BLUE);
        ByteBuffer second = ByteBuffer.allocate(2 * picture.remaining());
        second.position(picture.remaining());
        second.put(picture.duplicate()).position(picture.remaining());
        Looks looks = new Looks(WIDTH, HEIGHT);
        assertThat(looks.of(PERSON, second)).isEqualTo(looks.of(PERSON, picture));
        assertThat(looks.view(second)).isEqualTo(looks.view(picture));
        assertThat(second.position()).isEqualTo(picture.remaining());
    }

    @Test
    void aViewSaysWhereThePictureIsLight() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D on = image.createGraphics();
        on.setColor(Color.WHITE);
        on.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
        on.dispose();
        View view = new Looks(WIDTH, HEIGHT).view(bytes(image));
        assertThat(view.lightness(0, 0)).isEqualTo(1);
        assertThat(view.lightness(View.COLUMNS - 1, View.ROWS - 1)).isEqualTo(255);
        assertThat(view.lightness()).isEqualTo(128);
    }

    @Test
    void aBlackPictureIsKnownToBeBlack() {
        View view = new Looks(WIDTH, HEIGHT).view(ByteBuffer.allocate(WIDTH * HEIGHT * 3));
        assertThat(view.known()).isTrue();
        assertThat(view.lightness()).isEqualTo(1);
    }

    private static final Detection PERSON = new Detection(0.4, 0.1, 0.2, 0.8, 0.9);

    private static Appearance looksOf(Color shirt, Color trousers) {
        return new Looks(WIDTH, HEIGHT).of(PERSON, picture(shirt, trousers));
    }

    private static ByteBuffer picture(Color shirt, Color trousers) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D on = image.createGraphics();
        on.setColor(new Color(180, 200, 120));
        on.fillRect(0, 0, WIDTH, HEIGHT);
        on.setColor(shirt);
        on.fillRect(128, 18, 64, 72);
        on.setColor(trousers);
        on.fillRect(128, 90, 64, 72);
        on.dispose();
        return bytes(image);
    }

    private static ByteBuffer bytes(BufferedImage image) {
        return ByteBuffer.wrap(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    private static int strongest(Appearance looks, int part) {
        int best = part;
        for (int i = part; i < part + LOWER; i++) {
            best = looks.share(i) > looks.share(best) ? i : best;
        }
        return best;
    }
}
