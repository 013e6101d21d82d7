package dev.lectern.detect;

import java.util.Arrays;

/**
 * A picture as a whole, in {@value #CELLS} bytes: the mean lightness of {@value #COLUMNS} x {@value #ROWS} equal parts. Enough to
 * see that the lights went out or that the camera was turned, and too little to see anything else.
 */
public final class View {

    public static final int COLUMNS = 6;
    public static final int ROWS = 3;
    public static final int CELLS = COLUMNS * ROWS;

    /** Of a frame that was stored before views were. */
    public static final View UNKNOWN = new View(new byte[CELLS]);

    /** Lightness of a black part; 0 is kept for what is not known. */
    static final int BLACK = 1;

    private final byte[] cells;

    private View(byte[] cells) {
        this.cells = cells;
    }

    /**
     * A view.
     *
     * @param cells lightness of each part, row by row from the top left, 1 to 255; all 0 if not known
     */
    public static View of(byte[] cells) {
        if (cells.length != CELLS) {
            throw new IllegalArgumentException("a view of " + cells.length + " parts");
        }
        View view = new View(cells.clone());
        return view.equals(UNKNOWN) ? UNKNOWN : view;
    }

    public boolean known() {
        return this != UNKNOWN;
    }

    /**
     * Lightness of one part.
     *
     * @return 1 (black) to 255 (white)
     */
    public int lightness(int column, int row) {
        return cells[row * COLUMNS + column] & 0xff;
    }

    /** Mean lightness of the picture, 1 to 255. */
    public double lightness() {
        int sum = 0;
        for (byte cell : cells) {
            sum += cell & 0xff;
        }
        return (double) sum / CELLS;
    }

    byte[] bytes() {
        return cells.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View view && Arrays.equals(cells, view.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "View" + Arrays.toString(cells);
    }
}
