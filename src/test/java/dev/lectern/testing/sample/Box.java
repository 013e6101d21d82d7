package dev.lectern.testing.sample;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * The tight box about the opaque pixels of a layer.
 *
 * @param left first column, in pixels
 * @param top first row
 * @param right one past the last column
 * @param bottom one past the last row
 * @param pixels how many are opaque; 0 for an empty box
 */
record Box(int left, int top, int right, int bottom, int pixels) {
    private static final int HALF_OPAQUE = 128;

    /** Measures the rows above {@code end} of a picture of the type INT_ARGB. */
    static Box of(BufferedImage layer, int end) {
        int[] argb = ((DataBufferInt) layer.getRaster().getDataBuffer()).getData();
        int width = layer.getWidth();
        int left = width;
        int top = end;
        int right = 0;
        int bottom = 0;
        int pixels = 0;
        for (int y = 0; y < end; y++) {
            for (int x = 0; x < width; x++) {
                if (argb[y * width + x] >>> 24 >= HALF_OPAQUE) {
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                    top = Math.min(top, y);
                    bottom = y + 1;
                    pixels++;
                }
            }
        }
        return new Box(left, top, right, bottom, pixels);
    }

    double centreX() {
        return (left + right) / 2.0 / LectureRoom.WIDTH;
    }

    double centreY() {
        return (top + bottom) / 2.0 / LectureRoom.HEIGHT;
    }
}
