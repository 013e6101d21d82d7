package dev.lectern.motion;

/**
 * Where somebody was in one sampled frame, with standard deviations.
 *
 * @param tMs presentation time
 * @param place null where it is not known
 */
public record SmoothedPoint(long tMs, Place place) {

    /**
     * A place, in fractions of the picture; somebody who walks out may be outside of 0 to 1.
     *
     * @param cx centre of the body, and of the feet, from the left
     * @param cy centre from the top
     * @param footY lower end from the top
     * @param sdX of cx
     * @param sdY of cy
     * @param sdFoot of footY
     * @param floor on the floor; null if not calibrated or not known there
     */
    public record Place(double cx, double cy, double footY, double sdX, double sdY, double sdFoot, FloorPlace floor) {}

    /**
     * A place on the floor in metres.
     *
     * @param x along the first direction of the calibration
     * @param y along the second
     * @param sd root of the sum of both variances
     */
    public record FloorPlace(double x, double y, double sd) {}
}
