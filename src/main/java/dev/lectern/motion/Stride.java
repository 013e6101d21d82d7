package dev.lectern.motion;

/**
 * About a tenth of a second of somebody in sight. Lengths are picture heights, and places those of its middle.
 *
 * @param from seconds
 * @param seconds how long it takes
 * @param x centre, counted from the middle of the picture
 * @param y centre, from the top
 * @param foot lower edge, from the top
 * @param heights way
 * @param metres way on the floor; NaN where it is not known
 * @param moving whether it belongs to a walk
 */
record Stride(
        double from, double seconds, double x, double y, double foot, double heights, double metres, boolean moving) {

    double middle() {
        return from + seconds / 2;
    }

    double to() {
        return from + seconds;
    }
}
