package dev.lectern.motion;

/**
 * A point of the picture.
 *
 * @param x fraction of the width from the left, 0 to 1
 * @param y fraction of the height from the top, 0 to 1
 */
public record Point(double x, double y) {

    public Point {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new IllegalArgumentException(
                    "A point at " + x + ", " + y + " lies outside the picture; both numbers must be between 0 and 1.");
        }
    }
}
