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
        int width = scaled(pictureWidth, scale, input.width());
        int height = scaled(pictureHeight, scale, input.height());
        int left = centred ? (input.width() - width) / 2 : 0;
        int top = centred ? (input.height() - height) / 2 : 0;
        return new Letterbox(input, width, height, left, top);
    }

    private static int scaled(int side, double scale, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(side * scale)));
    }
}
