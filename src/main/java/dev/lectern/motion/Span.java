package dev.lectern.motion;

/**
 * A stretch of time in which somebody was in sight without a long gap. Lengths are picture heights.
 *
 * @param from seconds; half a sampling step before the first sight
 * @param to seconds; half a sampling step after the last sight
 * @param x centre, counted from the middle of the picture
 * @param y centre, from the top
 * @param foot lower edge of the box, from the top
 */
record Span(double from, double to, AxisCourse x, AxisCourse y, AxisCourse foot) {

    double seconds() {
        return to - from;
    }
}
