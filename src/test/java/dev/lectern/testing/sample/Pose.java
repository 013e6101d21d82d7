package dev.lectern.testing.sample;

/**
 * How the lecturer stands at one moment.
 *
 * @param x middle of the figure, as a fraction of the picture's width; may lie outside 0..1
 * @param lift how far a step raises her, in pixels, not negative
 * @param tilt lean in radians, positive to the right
 * @param size scale of the figure, 1 = as in the cut-out
 * @param breadth extra horizontal scale: a walking body is turned a little away
 * @param mirrored whether the cut-out is shown the other way round
 */
record Pose(double x, double lift, double tilt, double size, double breadth, boolean mirrored) {
    Pose {
        if (lift < 0 || size <= 0 || breadth <= 0) {
            throw new IllegalArgumentException("lift must not be negative, size and breadth must be positive");
        }
    }
}
