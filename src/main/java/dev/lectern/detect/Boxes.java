package dev.lectern.detect;

/** Arithmetic of boxes. */
final class Boxes {

    private Boxes() {}

    /** Area that two boxes have in common over that of both together, 0 to 1. */
    static double iou(Detection a, Detection b) {
        double common = common(a, b);
        return common / (area(a) + area(b) - common);
    }

    /** Area that two boxes have in common. */
    static double common(Detection a, Detection b) {
        double width = Math.min(a.x() + a.w(), b.x() + b.w()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.h(), b.y() + b.h()) - Math.max(a.y(), b.y());
        return width > 0 && height > 0 ? width * height : 0;
    }

    static double area(Detection box) {
        return box.w() * box.h();
    }

    /**
     * A box on the straight line between two, with the looks of the nearer one.
     *
     * @param part of the way from the first to the second, 0 to 1
     */
    static Detection between(Detection a, Detection b, double part) {
        int left = steps(a.x(), b.x(), part);
        int top = steps(a.y(), b.y(), part);
        int right = steps(a.x() + a.w(), b.x() + b.w(), part);
        int bottom = steps(a.y() + a.h(), b.y() + b.h(), part);
        return Detection.ofSteps(
                left,
                top,
                right - left,
                bottom - top,
                steps(a.score(), b.score(), part),
                part <= 0.5 ? a.appearance() : b.appearance());
    }

    private static int steps(double a, double b, double part) {
        return Detection.steps(a + part * (b - a));
    }
}
