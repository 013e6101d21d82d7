package dev.lectern.detect;

import java.nio.ByteBuffer;

/**
 * Sees what persons, and the picture as a whole, look like. Only some pixels on a grid are read, so the cost hangs neither on the
 * size of the picture nor on that of a person: a few microseconds for each.
 */
final class Looks {

    private static final int CHANNELS = 3;
    /** Parts of a box in percent of its width and height; the middle, where the person hides what is behind. */
    private static final int LEFT = 28;

    private static final int RIGHT = 72;
    private static final int SHOULDERS = 16;
    private static final int HIPS = 46;
    private static final int THIGHS = 52;
    private static final int ANKLES = 90;

    /** Pixels of a part that are looked at, in each direction at most. */
    private static final int GRID = 14;

    private static final int CELL_GRID = 12;

    private final int width;
    private final int height;
    private final byte[] pixel = new byte[CHANNELS];
    private final Palette palette = new Palette();

    /** For pictures of this size in pixels. */
    Looks(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Of a person in the picture that begins at the buffer's position. */
    Appearance of(Detection person, ByteBuffer bgr24) {
        int[] upper = part(person, SHOULDERS, HIPS, bgr24);
        return Appearance.of(upper, part(person, THIGHS, ANKLES, bgr24));
    }

    /** Of the whole picture that begins at the buffer's position. */
    View view(ByteBuffer bgr24) {
        byte[] cells = new byte[View.CELLS];
        for (int cell = 0; cell < cells.length; cell++) {
            int column = cell % View.COLUMNS;
            int row = cell / View.COLUMNS;
            int sum = 0;
            for (int i = 0; i < CELL_GRID * CELL_GRID; i++) {
                int x = middle(column * CELL_GRID + i % CELL_GRID, View.COLUMNS * CELL_GRID, 0, width);
                int y = middle(row * CELL_GRID + i / CELL_GRID, View.ROWS * CELL_GRID, 0, height);
                read(bgr24, x, y);
                sum += (29 * (pixel[0] & 0xff) + 150 * (pixel[1] & 0xff) + 77 * (pixel[2] & 0xff)) / 256;
            }
            cells[cell] = (byte) Math.max(View.BLACK, sum / (CELL_GRID * CELL_GRID));
        }
        return View.of(cells);
    }

    private int[] part(Detection person, int fromPercent, int toPercent, ByteBuffer bgr24) {
        int x = Detection.steps(person.x());
        int y = Detection.steps(person.y());
        int w = Detection.steps(person.w());
        int h = Detection.steps(person.h());
        int left = pixels(x + (long) w * LEFT / 100, width);
        int right = Math.max(left + 1, pixels(x + (long) w * RIGHT / 100, width));
        int top = pixels(y + (long) h * fromPercent / 100, height);
        int bottom = Math.max(top + 1, pixels(y + (long) h * toPercent / 100, height));
        int columns = Math.min(GRID, right - left);
        int rows = Math.min(GRID, bottom - top);
        palette.clear();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                read(bgr24, middle(column, columns, left, right), middle(row, rows, top, bottom));
                palette.add(pixel[0] & 0xff, pixel[1] & 0xff, pixel[2] & 0xff);
            }
        }
        return palette.shares();
    }

    private void read(ByteBuffer bgr24, int x, int y) {
        int at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * CHANNELS;
        bgr24.get(bgr24.position() + at, pixel);
    }

    private static int pixels(long steps, int side) {
        return (int) (steps * side / Detection.STEPS);
    }

    /** The pixel in the middle of one of equal stretches. */
    private static int middle(int i, int count, int from, int to) {
        return from + (2 * i + 1) * (to - from) / (2 * count);
    }
}
