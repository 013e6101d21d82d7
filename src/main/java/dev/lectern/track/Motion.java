package dev.lectern.track;

/** Where a person is expected: a filter for the horizontal centre and the head, and a slowly following width and height. */
final class Motion {

    /** All in sizes of the person (per second): a walk is about 1.3, a box wobbles by about 0.05. */
    private static final double SIDEWAYS_SD = 0.8;

    private static final double UPWARDS_SD = 0.3;
    private static final double WOBBLE_SD = 0.06;
    /** How much of a change of width or height is believed at once; boxes shrink and grow while something is in front. */
    private static final double SHAPE_GAIN = 0.4;

    private final AxisFilter x;
    private final AxisFilter y;
    private double w;
    private double h;

    Motion(Box first) {
        double size = first.size();
        x = new AxisFilter(first.cx(), WOBBLE_SD * size, SIDEWAYS_SD * size);
        y = new AxisFilter(first.top(), WOBBLE_SD * size, UPWARDS_SD * size);
        w = first.w();
        h = first.h();
    }

    Motion(Motion other) {
        x = new AxisFilter(other.x);
        y = new AxisFilter(other.y);
        w = other.w;
        h = other.h;
    }

    void predict(double dt) {
        double size = Math.sqrt(w * h);
        x.predict(dt, SIDEWAYS_SD * size);
        y.predict(dt, UPWARDS_SD * size);
    }

    void update(double cx, double top, double width, double height) {
        double wobble = WOBBLE_SD * Math.sqrt(w * h);
        x.update(cx, wobble);
        y.update(top, wobble);
        w += SHAPE_GAIN * (width - w);
        h += SHAPE_GAIN * (height - h);
    }

    /** Squared distance of a box from what is expected, in standard deviations. */
    double mahalanobis(Box box) {
        double wobble = WOBBLE_SD * Math.sqrt(w * h);
        return x.mahalanobis(box.cx(), wobble) + y.mahalanobis(box.top(), wobble);
    }

    Box expected() {
        return new Box(-1, -1, 0, x.position(), y.position(), w, h, null);
    }
}
