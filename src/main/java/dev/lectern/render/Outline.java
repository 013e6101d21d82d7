package dev.lectern.render;

/**
 * A box as fractions of the picture's width and height.
 *
 * @param x left edge
 * @param y upper edge
 * @param w width
 * @param h height
 */
record Outline(double x, double y, double w, double h) {

    double cx() {
        return x + w / 2;
    }

    double cy() {
        return y + h / 2;
    }

    Outline centredAt(double cx, double cy) {
        return new Outline(cx - w / 2, cy - h / 2, w, h);
    }

    /** What lies between this one (0) and another (1). */
    Outline towards(Outline other, double part) {
        return new Outline(
                x + (other.x - x) * part, y + (other.y - y) * part, w + (other.w - w) * part, h + (other.h - h) * part);
    }
}
