package dev.lectern.detect;

/**
 * A part of a picture, in pixels of that picture.
 *
 * @param left at least 0
 * @param top at least 0
 * @param width above 0
 * @param height above 0
 * @param pictureWidth at least {@code left + width}
 * @param pictureHeight at least {@code top + height}
 */
record Window(int left, int top, int width, int height, int pictureWidth, int pictureHeight) {

    /** A box that comes this near to an edge, in pixels, is taken to go on beyond it. */
    private static final double EDGE = 3;

    Window {
        boolean inside = left >= 0 && top >= 0 && left + width <= pictureWidth && top + height <= pictureHeight;
        if (!inside || width < 1 || height < 1) {
            throw new IllegalArgumentException("a part " + width + "x" + height + " at " + left + "," + top
                    + " of a picture of " + pictureWidth + "x" + pictureHeight);
        }
    }

    /** The same size, as near to this place (in fractions of the picture) as the picture's edges allow. */
    Window around(double x, double y) {
        int atX = (int) Math.round(x * pictureWidth - width / 2.0);
        int atY = (int) Math.round(y * pictureHeight - height / 2.0);
        return new Window(
                Math.max(0, Math.min(pictureWidth - width, atX)),
                Math.max(0, Math.min(pictureHeight - height, atY)),
                width,
                height,
                pictureWidth,
                pictureHeight);
    }

    /** Whether a box of the picture lies in it, with room on all sides but the picture's edges. */
    boolean holds(Detection inPicture) {
        return !cuts(
                inPicture.x() * pictureWidth - left,
                inPicture.y() * pictureHeight - top,
                (inPicture.x() + inPicture.w()) * pictureWidth - left,
                (inPicture.y() + inPicture.h()) * pictureHeight - top);
    }

    /** Whether a box that was found in it may be only a piece of somebody. */
    boolean cuts(Detection inWindow) {
        return cuts(
                inWindow.x() * width,
                inWindow.y() * height,
                (inWindow.x() + inWindow.w()) * width,
                (inWindow.y() + inWindow.h()) * height);
    }

    private boolean cuts(double x0, double y0, double x1, double y1) {
        return left > 0 && x0 < EDGE
                || top > 0 && y0 < EDGE
                || left + width < pictureWidth && x1 > width - EDGE
                || top + height < pictureHeight && y1 > height - EDGE;
    }

    /** What was found in it, as a part of the picture; null if nothing is left of the box by rounding. */
    Detection toPicture(Detection inWindow) {
        int x = Detection.steps((left + inWindow.x() * width) / pictureWidth);
        int y = Detection.steps((top + inWindow.y() * height) / pictureHeight);
        int w = Detection.steps((left + (inWindow.x() + inWindow.w()) * width) / pictureWidth) - x;
        int h = Detection.steps((top + (inWindow.y() + inWindow.h()) * height) / pictureHeight) - y;
        return w < 1 || h < 1
                ? null
                : Detection.ofSteps(x, y, w, h, Detection.steps(inWindow.score()), inWindow.appearance());
    }
}
