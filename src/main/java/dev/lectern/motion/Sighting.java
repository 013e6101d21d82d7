package dev.lectern.motion;

/**
 * One sampled frame: where the instructor was detected in it, if at all. What somebody interpolated between detections is not a
 * sighting; here gaps are bridged anew.
 *
 * @param tMs presentation time in milliseconds, the start of the recording being 0
 * @param box what was detected; null if nothing was
 */
public record Sighting(long tMs, Box box) {

    /**
     * A box in fractions of the upright picture.
     *
     * @param x left edge, 0 to 1
     * @param y upper edge, 0 to 1
     * @param w width, above 0
     * @param h height, above 0
     */
    public record Box(double x, double y, double w, double h) {
        public Box {
            if (!(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1 + 1e-4 && y + h <= 1 + 1e-4)) {
                throw new IllegalArgumentException("a box at " + x + ", " + y + " of " + w + " x " + h);
            }
        }
    }

    public Sighting {
        if (tMs < 0) {
            throw new IllegalArgumentException("a frame at " + tMs + " ms");
        }
    }

    double seconds() {
        return tMs / 1000.0;
    }
}
