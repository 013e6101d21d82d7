package dev.lectern.detect;

/**
 * One person seen in one frame. The box is given in fractions of the upright picture; it lies within the picture and is rounded
 * to 1/65,535 so that it is the same before and after it was stored.
 *
 * @param x left edge, 0 to 1
 * @param y upper edge, 0 to 1
 * @param w width, above 0, x + w at most 1
 * @param h height, above 0, y + h at most 1
 * @param score confidence of the detector, 0 to 1
 */
public record Detection(double x, double y, double w, double h, double score) {

    public double centreX() {
        return x + w / 2;
    }

    public double centreY() {
        return y + h / 2;
    }
}
