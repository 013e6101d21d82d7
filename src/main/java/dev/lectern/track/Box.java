package dev.lectern.track;

import dev.lectern.detect.Detection;

/**
 * A detection within its scene. Lengths are in picture heights on both axes, so that a distance means the same in every
 * direction and in every shape of picture.
 *
 * @param frame index of the sampled frame
 * @param index of the box within its frame
 * @param seconds presentation time of that frame
 * @param cx horizontal centre
 * @param top upper edge; where a desk or a head hides the feet, the head is what stays
 * @param w width
 * @param h height
 * @param source the detection it was made from
 */
record Box(int frame, int index, double seconds, double cx, double top, double w, double h, Detection source) {

    /** At least this share of a box is compared. */
    private static final double LEAST_COMMON = 0.5;

    private static final double BORDER = 0.015;

    long tMs() {
        return Math.round(seconds * 1000);
    }

    double left() {
        return cx - w / 2;
    }

    double right() {
        return cx + w / 2;
    }

    double bottom() {
        return top + h;
    }

    double score() {
        return source.score();
    }

    /** Whether a side of the picture cuts the person, or nearly: a detector's box ends a little before. */
    boolean atSide(double aspect) {
        return left() < BORDER || right() > aspect - BORDER;
    }

    /** Side of the square of equal area: what distances and speeds are measured in, so that near and far persons are treated alike. */
    double size() {
        return Math.sqrt(w * h);
    }

    double intersection(Box other) {
        double dx = Math.min(right(), other.right()) - Math.max(left(), other.left());
        double dy = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        return dx <= 0 || dy <= 0 ? 0 : dx * dy;
    }

    double iou(Box other) {
        double both = intersection(other);
        return both == 0 ? 0 : both / (w * h + other.w * other.h - both);
    }

    /**
     * This box down to where the other one ends, if that is higher up. Of two boxes of one person the lower edges agree least: a desk
     * or the head of somebody in front hides more or less of the legs, or is taken for them.
     */
    Box downTo(Box other) {
        double height = Math.max(LEAST_COMMON * h, other.bottom() - top);
        return height >= h ? this : new Box(frame, index, seconds, cx, top, w, height, source);
    }

    /** Intersection over union of the parts above the upper one of the two lower edges. */
    double iouAbove(Box other) {
        return downTo(other).iou(other.downTo(this));
    }

    /** Intersection over union less the squared distance of the centres in units of the diagonal around both (Zheng 2020). */
    double distanceIou(Box other) {
        double dx = cx - other.cx;
        double dy = top + h / 2 - other.top - other.h / 2;
        double aroundX = Math.max(right(), other.right()) - Math.min(left(), other.left());
        double aroundY = Math.max(bottom(), other.bottom()) - Math.min(top, other.top);
        return iou(other) - (dx * dx + dy * dy) / (aroundX * aroundX + aroundY * aroundY);
    }
}
