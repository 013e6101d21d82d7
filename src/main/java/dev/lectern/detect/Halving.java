package dev.lectern.detect;

import java.nio.ByteBuffer;

/** Makes pictures half as wide and high: each pixel is the mean of four. Whole numbers only. */
final class Halving {

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] upper;
    private final byte[] lower;

    /** For results of this size in pixels. */
    Halving(int width, int height) {
        this.width = width;
        this.height = height;
        this.upper = new byte[2 * width * CHANNELS];
        this.lower = new byte[2 * width * CHANNELS];
    }

    /**
     * Halves a picture.
     *
     * @param bgr24 from its position on; the position stays where it is
     * @param half with an array; filled from its beginning
     */
    void halve(ByteBuffer bgr24, ByteBuffer half) {
        byte[] pixels = half.array();
        int to = 0;
        for (int y = 0; y < height; y++) {
            int row = bgr24.position() + 2 * y * upper.length;
            bgr24.get(row, upper);
            bgr24.get(row + upper.length, lower);
            for (int x = 0; x < width; x++) {
                int from = 2 * x * CHANNELS;
                for (int channel = 0; channel < CHANNELS; channel++, from++) {
                    int sum = (upper[from] & 0xff)
                            + (upper[from + CHANNELS] & 0xff)
                            + (lower[from] & 0xff)
                            + (lower[from + CHANNELS] & 0xff);
                    pixels[to++] = (byte) ((sum + 2) / 4);
                }
            }
        }
        half.clear();
    }
}
