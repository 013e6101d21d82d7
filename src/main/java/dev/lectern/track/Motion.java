package dev.lectern.track;

/**
 * Where a person is expected: a filter for the horizontal centre and the head, and a slowly following width and height. Of a box that
 * the left or right border cuts, only the inner edge says where the person is: the centre of what is left moves at half the speed. So
 * there the width is kept that the person had when last seen whole, and what is expected is the part of it inside the picture.
 */
final class Motion {

    /** All in sizes of the person (per second): a walk is about 1.3, a box wobbles by about 0.05. */
    private static final double SIDEWAYS_SD = 0.8;

    private static final double UPWARDS_SD = 0.3;
    private static final double WOBBLE_SD = 0.06;
    /** How much of a change of width or height is believed at once; boxes shrink and grow while something is in front. */
    private static final double SHAPE_GAIN = 0.4;

    private static final double BORDER = 0.015;
    /** Who is expected outside may have turned round: so much of the width is expected to show at the least. */
    private static final double LEAST_SHOWN = 0.3;

    private static final double LARGEST_PART = 0.7;

    private final double aspect;
    private final AxisFilter x;
    private final AxisFilter y;
    private double w;
    private double h;

    /** Begins with a box in a picture of that width, in picture heights. */
    Motion(Box first, double aspect) {
        this.aspect = aspect;
        double size = first.size();
        x = new AxisFilter(first.cx(), WOBBLE_SD * size, SIDEWAYS_SD * size);
        y = new AxisFilter(first.top(), WOBBLE_SD * size, UPWARDS_SD * size);
        w = first.w();
        h = first.h();
    }

    Motion(Motion other) {
        aspect = other.aspect;
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
        x.update(whole(cx, width), wobble);
        y.update(top, wobble);
        if (!cut(cx, width)) {
            w += SHAPE_GAIN * (width - w);
        }
        h += SHAPE_GAIN * (height - h);
    }

    /** Squared distance of a box from what is expected, in standard deviations. */
    double mahalanobis(Box box) {
        double wobble = WOBBLE_SD * Math.sqrt(w * h);
        return x.mahalanobis(whole(box.cx(), box.w()), wobble) + y.mahalanobis(box.top(), wobble);
    }

    /** The part inside the picture. */
    Box expected() {
        double left = x.position() - w / 2;
        double right = x.position() + w / 2;
        double from = left >= 0 ? left : Math.min(0, right - LEAST_SHOWN * w);
        double to = right <= aspect ? right : Math.max(aspect, left + LEAST_SHOWN * w);
        return new Box(-1, -1, 0, (from + to) / 2, y.position(), to - from, h, null);
    }

    /** Whether a side of the picture leaves only a part of the person in the box. */
    boolean partlyOutside(Box box) {
        return box.w() < LARGEST_PART * w && box.atSide(aspect);
    }

    /** Where the centre would be if the border did not cut the box. */
    private double whole(double cx, double width) {
        if (!cut(cx, width)) {
            return cx;
        }
        return atLeft(cx, width) ? cx + width / 2 - w / 2 : cx - width / 2 + w / 2;
    }

    private boolean cut(double cx, double width) {
        return width < w && atLeft(cx, width) != cx + width / 2 > aspect - BORDER;
    }

    private static boolean atLeft(double cx, double width) {
        return cx - width / 2 < BORDER;
    }
}
