package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Puts single edges of boxes right that jump away for a moment: a detector takes a shadow or a passer-by into the box, or leaves
 * the legs behind a desk out, and the centre jumps by half of that. What tells is the width (or height), whose running median
 * (Tukey) is what it usually is; then the edge that went away further is set to that distance from the other one. A person who
 * turns round on the spot moves both edges and is left alone.
 */
final class EdgeRepair {

    /** What it is called in {@link ProcessingMeta#cleaning()}. */
    static final String NAME = "running medians of 7 and 15";

    /**
     * Boxes on either side that say how wide somebody is; fewer at the ends of a tracklet, but as many on both sides, so that
     * movement is not held back.
     */
    private static final int REACH = 3;

    /** Likewise for the height, which changes slowly; legs behind a desk are left out and taken in for a second at a time. */
    private static final int HIGH_REACH = 7;

    /** With fewer on either side there is nothing to tell what is usual. */
    private static final int LEAST_REACH = 2;

    /** Boxes further away in time say nothing. */
    private static final double SECONDS = 1.6;

    /** A width is wrong if it is off by more than this, in sizes of the person: a swinging arm is not, a second person is. */
    private static final double TOLERANCE = 0.2;

    private static final double HIGH_TOLERANCE = 0.1;

    private static final double BORDER = 0.015;

    private EdgeRepair() {}

    /** The boxes of a tracklet as detections, with the scores they had. */
    static List<Detection> repair(List<Box> boxes) {
        List<Detection> repaired = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            int reach = reach(boxes, i, HIGH_REACH);
            repaired.add(
                    reach < LEAST_REACH
                            ? boxes.get(i).source()
                            : repair(boxes.get(i), boxes.subList(i - reach, i + reach + 1)));
        }
        return repaired;
    }

    private static int reach(List<Box> boxes, int i, int most) {
        double now = boxes.get(i).seconds();
        int reach = 0;
        while (reach < most
                && i - reach > 0
                && i + reach + 1 < boxes.size()
                && now - boxes.get(i - reach - 1).seconds() <= SECONDS
                && boxes.get(i + reach + 1).seconds() - now <= SECONDS) {
            reach++;
        }
        return reach;
    }

    private static Detection repair(Box box, List<Box> around) {
        Detection seen = box.source();
        List<Detection> others = around.stream().map(Box::source).toList();
        int middle = others.size() / 2;
        int reach = Math.min(REACH, middle);
        List<Detection> nearest = others.subList(middle - reach, middle + reach + 1);
        double[] x = repair(
                seen.x(),
                seen.w(),
                usual(nearest, Detection::x),
                usual(nearest, Detection::w),
                TOLERANCE * box.size() * seen.w() / box.w());
        double[] y = repair(
                seen.y(),
                seen.h(),
                usual(others, Detection::y),
                usual(others, Detection::h),
                HIGH_TOLERANCE * box.size());
        return new Detection(x[0], y[0], x[1], y[1], seen.score(), seen.appearance());
    }

    /** Start and length along one axis. */
    private static double[] repair(
            double start, double length, double usualStart, double usualLength, double tolerance) {
        // Who comes in or goes out really is narrower at every moment.
        boolean cut = start < BORDER || start + length > 1 - BORDER;
        if (cut || Math.abs(length - usualLength) <= tolerance) {
            return new double[] {start, length};
        }
        double startOff = Math.abs(start - usualStart);
        double endOff = Math.abs(start + length - usualStart - usualLength);
        double from = startOff > endOff ? Math.max(0, start + length - usualLength) : start;
        double to = startOff > endOff ? start + length : Math.min(1, start + usualLength);
        return new double[] {from, to - from};
    }

    private static double usual(List<Detection> others, ToDoubleFunction<Detection> value) {
        return Stats.quantile(others.stream().mapToDouble(value).toArray(), 0.5);
    }
}
