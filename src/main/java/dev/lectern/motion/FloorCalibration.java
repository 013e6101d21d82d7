package dev.lectern.motion;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where four points of the picture lie on the floor, from which every point of the floor in the picture has its place in metres.
 *
 * @param marks exactly four, no three of them on one line, in the same order around the area in the picture and on the floor
 */
public record FloorCalibration(List<Mark> marks) {

    private static final int MARKS = 4;
    private static final double FARTHEST_METRES = 1000;
    /** Of the triangle of three points, twice its area by the square of its longest side: about the sine of its flattest angle. */
    private static final double FLATTEST = 0.02;

    private static final double SMALLEST_SIDE = 0.01;

    /**
     * One point.
     *
     * @param x in the picture, fraction of the width, 0 to 1
     * @param y in the picture, fraction of the height, 0 to 1
     * @param xMetres on the floor along one direction, in metres from any origin
     * @param yMetres on the floor at a right angle to it
     */
    public record Mark(double x, double y, double xMetres, double yMetres) {
        public Mark {
            new Point(x, y);
            if (!(Math.abs(xMetres) <= FARTHEST_METRES && Math.abs(yMetres) <= FARTHEST_METRES)) {
                throw new IllegalArgumentException("A place on the floor at " + xMetres + ", " + yMetres
                        + " is out of range; give metres between -1000 and 1000.");
            }
        }
    }

    /** Checks the marks; what is wrong is said in a sentence. */
    public FloorCalibration {
        if (marks == null || marks.size() != MARKS || marks.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("The floor needs exactly four points, not "
                    + (marks == null ? 0 : marks.size())
                    + ". Mark four points of the floor whose distances you know, such as the corners of a platform.");
        }
        marks = List.copyOf(marks);
        for (int left = 0; left < MARKS; left++) {
            requireSpread(marks, left);
        }
        if (!Homography.of(marks).seesAll()) {
            throw new IllegalArgumentException(
                    "The four points do not go round the same area in the picture and on the "
                            + "floor. Give both in the same order, for example clockwise from the front left.");
        }
    }

    Homography homography() {
        return Homography.of(marks);
    }

    private static void requireSpread(List<Mark> marks, int left) {
        Mark a = marks.get((left + 1) % MARKS);
        Mark b = marks.get((left + 2) % MARKS);
        Mark c = marks.get((left + 3) % MARKS);
        boolean inPicture = spread(a.x(), a.y(), b.x(), b.y(), c.x(), c.y(), SMALLEST_SIDE);
        if (inPicture && spread(a.xMetres, a.yMetres, b.xMetres, b.yMetres, c.xMetres, c.yMetres, SMALLEST_SIDE)) {
            return;
        }
        String numbers = IntStream.range(0, MARKS)
                .filter(i -> i != left)
                .mapToObj(i -> Integer.toString(i + 1))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("Three of the four points (" + numbers + ") lie on one line, or together, "
                + (inPicture ? "on the floor" : "in the picture")
                + ". Choose the four corners of an area, as large as can be seen.");
    }

    private static boolean spread(double ax, double ay, double bx, double by, double cx, double cy, double least) {
        double ab = Math.hypot(bx - ax, by - ay);
        double bc = Math.hypot(cx - bx, cy - by);
        double ca = Math.hypot(ax - cx, ay - cy);
        double longest = Math.max(ab, Math.max(bc, ca));
        double twiceArea = Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
        return Math.min(ab, Math.min(bc, ca)) >= least && twiceArea >= FLATTEST * longest * longest;
    }
}
