package dev.lectern.evaluate;

import dev.lectern.detect.Detection;

/**
 * A box in fractions of the upright picture.
 *
 * @param x left edge
 * @param y upper edge
 * @param w width, above 0
 * @param h height, above 0
 */
public record Region(double x, double y, double w, double h) {

    public Region {
        if (!(w > 0) || !(h > 0) || !Double.isFinite(x + y + w + h)) {
            throw new IllegalArgumentException("no box: x=" + x + " y=" + y + " w=" + w + " h=" + h);
        }
    }

    static Region of(Detection detection) {
        return new Region(detection.x(), detection.y(), detection.w(), detection.h());
    }

    double centreX() {
        return x + w / 2;
    }

    double centreY() {
        return y + h / 2;
    }

    boolean contains(double px, double py) {
        return px >= x && px <= x + w && py >= y && py <= y + h;
    }

    /** Intersection over union, 0 to 1; the same in fractions as in pixels. */
    double iou(Region other) {
        double across = Math.min(x + w, other.x + other.w) - Math.max(x, other.x);
        double down = Math.min(y + h, other.y + other.h) - Math.max(y, other.y);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double both = across * down;
        return both / (w * h + other.w * other.h - both);
    }
}
