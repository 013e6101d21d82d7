package dev.lectern.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A picture in blocks of {@value #BLOCK} by {@value #BLOCK} pixels: the mean of each colour over every other pixel of every other
 * row. Enough to see where something moved; noise of the camera is averaged away.
 */
final class Sketch {

    /** Side of a block in pixels. */
    static final int BLOCK = 16;

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final int columns;
    private final byte[] cells;

    private Sketch(int width, int height) {
        this.width = width;
        this.height = height;
        this.columns = (width + BLOCK - 1) / BLOCK;
        this.cells = new byte[columns * ((height + BLOCK - 1) / BLOCK) * CHANNELS];
    }

    /** Of the picture that begins at the buffer's position and has this many pixels. */
    static Sketch of(ByteBuffer bgr24, int width, int height) {
        Sketch sketch = new Sketch(width, height);
        byte[] row = new byte[width * CHANNELS];
        int[] sums = new int[sketch.columns * CHANNELS];
        for (int top = 0; top < height; top += BLOCK) {
            int bottom = Math.min(height, top + BLOCK);
            Arrays.fill(sums, 0);
            for (int y = top; y < bottom; y += 2) {
                bgr24.get(bgr24.position() + y * row.length, row);
                add(row, sums);
            }
            sketch.put(top / BLOCK, sums, (bottom - top + 1) / 2);
        }
        return sketch;
    }

    private static void add(byte[] row, int[] sums) {
        int to = 0;
        for (int from = 0; from < row.length; to += CHANNELS) {
            int end = Math.min(row.length, from + BLOCK * CHANNELS);
            int blue = 0;
            int green = 0;
            int red = 0;
            for (; from < end; from += 2 * CHANNELS) {
                blue += row[from] & 0xff;
                green += row[from + 1] & 0xff;
                red += row[from + 2] & 0xff;
            }
            from = end;
            sums[to] += blue;
            sums[to + 1] += green;
            sums[to + 2] += red;
        }
    }

    private void put(int row, int[] sums, int rows) {
        for (int i = 0; i < sums.length; i++) {
            int left = i / CHANNELS * BLOCK;
            int pixels = (Math.min(width - left, BLOCK) + 1) / 2 * rows;
            cells[row * sums.length + i] = (byte) (sums[i] / pixels);
        }
    }

    int columns() {
        return columns;
    }

    int rows() {
        return cells.length / CHANNELS / columns;
    }

    /** Width of the picture in blocks; the last one may be cut. */
    double across() {
        return (double) width / BLOCK;
    }

    /** Height of the picture in blocks. */
    double down() {
        return (double) height / BLOCK;
    }

    /** By how much a block of another sketch of the same size differs from this one's, in the colour that differs most: 0 to 255. */
    int difference(Sketch other, int column, int row) {
        int at = (row * columns + column) * CHANNELS;
        int most = 0;
        for (int i = at; i < at + CHANNELS; i++) {
            most = Math.max(most, Math.abs((cells[i] & 0xff) - (other.cells[i] & 0xff)));
        }
        return most;
    }
}
