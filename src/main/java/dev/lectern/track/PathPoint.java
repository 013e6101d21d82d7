package dev.lectern.track;

/**
 * A place on somebody's way.
 *
 * @param tMs time in milliseconds
 * @param cx horizontal centre as a fraction of the upright picture's width, 0 to 1
 * @param cy vertical centre as a fraction of the upright picture's height, 0 to 1
 */
public record PathPoint(long tMs, double cx, double cy) {}
