package dev.lectern.media;

/**
 * The pictures of a file as its header and first pictures describe them.
 *
 * @param index of the stream within the file
 * @param codec name of the codec
 * @param pixelFormat empty if unknown
 * @param codedWidth pixels, 0 if unknown
 * @param codedHeight pixels, 0 if unknown
 * @param sampleAspect width of a pixel divided by its height, above 0
 * @param rotation degrees clockwise by which a player turns the picture: 0, 90, 180 or 270
 * @param plainMatrix whether turning by {@code rotation} is all that the file asks for: no mirror, no odd angle
 * @param interlaced whether the pictures are made of two fields
 */
record VideoStream(
        int index,
        String codec,
        String pixelFormat,
        int codedWidth,
        int codedHeight,
        double sampleAspect,
        int rotation,
        boolean plainMatrix,
        boolean interlaced) {

    boolean turned() {
        return rotation % 180 != 0;
    }

    /** Width of the upright picture with square pixels. */
    int uprightWidth() {
        return turned() ? codedHeight : squareWidth();
    }

    /** Height of the upright picture with square pixels. */
    int uprightHeight() {
        return turned() ? squareWidth() : codedHeight;
    }

    private int squareWidth() {
        return (int) Math.max(1, Math.round(codedWidth * sampleAspect));
    }
}
