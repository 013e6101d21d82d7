package dev.lectern.motion;

import java.util.List;

/**
 * The map from the picture to the floor that takes four points to their places: the direct linear transformation (Abdel-Aziz and
 * Karara 1971) with both sets of points moved and scaled to unit size first (Hartley 1997). With the centre of the four points at
 * the origin its last element is never 0 for a floor that can be seen, so it is set to 1 and eight equations are solved.
 */
final class Homography {

    private static final int UNKNOWNS = 8;
    /** The floor is taken to end at four times the distance of the farthest mark from the camera: beyond it a pixel is metres. */
    private static final double LEAST_DEPTH = 0.25;

    private final Frame picture;
    private final Frame floor;
    private final double[] h;
    private final double depth;

    private Homography(Frame picture, Frame floor, double[] h, List<FloorCalibration.Mark> marks) {
        this.picture = picture;
        this.floor = floor;
        this.h = h;
        this.depth = marks.stream()
                .mapToDouble(m -> denominator(picture.x(m.x()), picture.y(m.y())))
                .min()
                .orElseThrow();
    }

    static Homography of(List<FloorCalibration.Mark> marks) {
        Frame picture = Frame.around(
                marks.stream().mapToDouble(FloorCalibration.Mark::x).toArray(),
                marks.stream().mapToDouble(FloorCalibration.Mark::y).toArray());
        Frame floor = Frame.around(
                marks.stream().mapToDouble(FloorCalibration.Mark::xMetres).toArray(),
                marks.stream().mapToDouble(FloorCalibration.Mark::yMetres).toArray());
        double[][] equations = new double[UNKNOWNS][];
        for (int i = 0; i < marks.size(); i++) {
            FloorCalibration.Mark mark = marks.get(i);
            double x = picture.x(mark.x());
            double y = picture.y(mark.y());
            double u = floor.x(mark.xMetres());
            double v = floor.y(mark.yMetres());
            equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        return new Homography(picture, floor, solve(equations), marks);
    }

    /** Whether all four marks are in front of the camera, which they are not if they were given in different orders. */
    boolean seesAll() {
        return depth > 1e-3;
    }

    /** The place of a point of the picture; null where the floor is not, or too far away to tell. */
    Place place(double x, double y) {
        double px = picture.x(x);
        double py = picture.y(y);
        double w = denominator(px, py);
        if (!(w >= LEAST_DEPTH * depth)) {
            return null;
        }
        double u = (h[0] * px + h[1] * py + h[2]) / w;
        double v = (h[3] * px + h[4] * py + h[5]) / w;
        double metres = picture.scale / (w * floor.scale);
        return new Place(
                u / floor.scale + floor.x,
                v / floor.scale + floor.y,
                (h[0] - u * h[6]) * metres,
                (h[1] - u * h[7]) * metres,
                (h[3] - v * h[6]) * metres,
                (h[4] - v * h[7]) * metres);
    }

    /**
     * A place on the floor in metres, and by how much it changes when the point in the picture moves by its width or height.
     */
    record Place(double x, double y, double xByX, double xByY, double yByX, double yByY) {

        double distance(Place other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** Standard deviation (root of the sum of both variances) for those of the point in fractions of the picture. */
        double sd(double sdX, double sdY) {
            return Math.hypot(Math.hypot(xByX, yByX) * sdX, Math.hypot(xByY, yByY) * sdY);
        }
    }

    private double denominator(double px, double py) {
        return h[6] * px + h[7] * py + 1;
    }

    /** Gaussian elimination with row pivoting. Degenerate marks give numbers that are not finite, and see nothing. */
    private static double[] solve(double[][] a) {
        for (int column = 0; column < UNKNOWNS; column++) {
            int pivot = column;
            for (int row = column + 1; row < UNKNOWNS; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] top = a[pivot];
            a[pivot] = a[column];
            a[column] = top;
            for (int row = column + 1; row < UNKNOWNS; row++) {
                double factor = a[row][column] / top[column];
                for (int k = column; k <= UNKNOWNS; k++) {
                    a[row][k] -= factor * top[k];
                }
            }
        }
        double[] solution = new double[UNKNOWNS];
        for (int row = UNKNOWNS - 1; row >= 0; row--) {
            double rest = a[row][UNKNOWNS];
            for (int k = row + 1; k < UNKNOWNS; k++) {
                rest -= a[row][k] * solution[k];
            }
            solution[row] = rest / a[row][row];
        }
        return solution;
    }

    /** Coordinates in which some points have their mean at the origin and a mean distance of the square root of 2 from it. */
    private record Frame(double x, double y, double scale) {

        static Frame around(double[] xs, double[] ys) {
            double meanX = java.util.Arrays.stream(xs).average().orElseThrow();
            double meanY = java.util.Arrays.stream(ys).average().orElseThrow();
            double distance = 0;
            for (int i = 0; i < xs.length; i++) {
                distance += Math.hypot(xs[i] - meanX, ys[i] - meanY) / xs.length;
            }
            return new Frame(meanX, meanY, Math.sqrt(2) / distance);
        }

        double x(double value) {
            return (value - x) * scale;
        }

        double y(double value) {
            return (value - y) * scale;
        }
    }
}
