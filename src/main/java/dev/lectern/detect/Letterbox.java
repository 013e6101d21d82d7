package dev.lectern.detect;

/**
 * How a picture lies in a model's input: scaled as a whole to {@code contentWidth} x {@code contentHeight}, its upper left corner
 * at ({@code left}, {@code top}), the rest filled.
 */
record Letterbox(InputSize input, int contentWidth, int contentHeight, int left, int top) {

    static Letterbox of(InputSize input, int pictureWidth, int pictureHeight, boolean centred) {
        if (pictureWidth < 1 || pictureHeight < 1) {
            throw new IllegalArgumentException("a picture of " + pictureWidth + " x " + pictureHeight);
        }
        double scale = Math.min((double) input.width() / pictureWidth, (double) input.height() / pictureHeight);
        return unscaled(
                input,
                scaled(pictureWidth, scale, input.width()),
                scaled(pictureHeight, scale, input.height()),
                centred);
    }

    /** A picture that has its size already, at most that of the input. */
    static Letterbox unscaled(InputSize input, int width, int height, boolean centred) {
        int left = centred ? (input.width() - width) / 2 : 0;
        int top = centred ? (input.height() - height) / 2 : 0;
        return new Letterbox(input, width, height, left, top);
    }

    private static int scaled(int side, double scale, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(side * scale)));
    }
}
