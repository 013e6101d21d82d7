package dev.lectern.motion;

import java.util.List;

/** A polygon in picture heights, x counted from the middle of the picture. */
final class Polygon {

    private final double[] x;
    private final double[] y;

    private Polygon(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    static Polygon of(List<Point> corners, double aspect) {
        return new Polygon(
                corners.stream().mapToDouble(p -> (p.x() - 0.5) * aspect).toArray(),
                corners.stream().mapToDouble(Point::y).toArray());
    }

    /** Whether a ray from the point crosses an odd number of edges (the crossing rule; Shimrat 1962). */
    boolean contains(double px, double py) {
        boolean inside = false;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            if (y[i] > py != y[j] > py && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** How far a point is from the nearest edge. */
    double distance(double px, double py) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            double dx = x[j] - x[i];
            double dy = y[j] - y[i];
            double square = dx * dx + dy * dy;
            double along = square == 0 ? 0 : ((px - x[i]) * dx + (py - y[i]) * dy) / square;
            double part = Math.max(0, Math.min(1, along));
            least = Math.min(least, Math.hypot(px - x[i] - part * dx, py - y[i] - part * dy));
        }
        return least;
    }

    double area() {
        double twice = 0;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            twice += x[j] * y[i] - x[i] * y[j];
        }
        return Math.abs(twice) / 2;
    }

    boolean crossesItself() {
        int n = x.length;
        for (int a = 0; a < n; a++) {
            for (int b = a + 2; b < n; b++) {
                boolean neighbours = a == 0 && b == n - 1;
                if (!neighbours && cross(a, (a + 1) % n, b, (b + 1) % n)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean cross(int a, int b, int c, int d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private double side(int a, int b, int c) {
        return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
    }
}
