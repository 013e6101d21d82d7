package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Puts single edges of boxes right that jump away for a moment: a detector takes a shadow or a passer-by into the box, and the
 * centre jumps by half of that. What tells is the width, whose running median (Tukey) is what it usually is, if no other box around is
 * as wide; then the edge that went away further is set to that distance from the other one. A person who turns round on the spot moves both edges and is left alone.
 * The upper edge hardly jumps and is left as it is; of the lower one see {@link LowerEdge}.
 */
final class EdgeRepair {

    /** What it is called in {@link ProcessingMeta#cleaning()}. */
    static final String NAME = "running medians of 7 boxes and 2 s";

    /**
     * Boxes on either side that say how wide somebody is; fewer at the ends of a tracklet, but as many on both sides, so that
     * movement is not held back.
     */
    private static final int REACH = 3;

    /** With fewer on either side there is nothing to tell what is usual. */
    private static final int LEAST_REACH = 2;

    /** Boxes further away in time say nothing. */
    private static final double SECONDS = 1.6;

    /**
     * A width is wrong if it is more than this above the usual one and above all others around, in sizes of the person: a swinging arm is not,
     * a second person is.
     */
    private static final double TOLERANCE = 0.2;

    private static final double SAME = 1e-9;

    private static final double BORDER = 0.015;

    private EdgeRepair() {}

    /** The boxes of a tracklet as detections, with the scores they had. */
    static List<Detection> repair(List<Box> boxes) {
        List<Detection> repaired = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            Detection seen = boxes.get(i).source();
            int reach = reach(boxes, i);
            double[] x = reach < LEAST_REACH
                    ? new double[] {seen.x(), seen.w()}
                    : across(boxes.get(i), boxes.subList(i - reach, i + reach + 1));
            repaired.add(
                    new Detection(x[0], seen.y(), x[1], LowerEdge.height(boxes, i), seen.score(), seen.appearance()));
        }
        return repaired;
    }

    /** Whether a side of the picture cuts a box. */
    static boolean cut(Detection seen) {
        return seen.x() < BORDER || seen.x() + seen.w() > 1 - BORDER;
    }

    private static int reach(List<Box> boxes, int i) {
        double now = boxes.get(i).seconds();
        int reach = 0;
        while (reach < REACH
                && i - reach > 0
                && i + reach + 1 < boxes.size()
                && now - boxes.get(i - reach - 1).seconds() <= SECONDS
                && boxes.get(i + reach + 1).seconds() - now <= SECONDS) {
            reach++;
        }
        return reach;
    }

    /** Start and length from left to right. */
    private static double[] across(Box box, List<Box> around) {
        Detection seen = box.source();
        double usualWidth = usual(around, Detection::w);
        double tolerance = TOLERANCE * box.size() * seen.w() / box.w();
        // Who comes in or goes out really is narrower at every moment.
        if (cut(seen) || seen.w() - usualWidth <= tolerance || seen.w() - widestOther(box, around) <= tolerance) {
            return new double[] {seen.x(), seen.w()};
        }
        double usualStart = usual(around, Detection::x);
        double end = seen.x() + seen.w();
        double usualEnd = usual(around, d -> d.x() + d.w());
        double startOff = Math.abs(seen.x() - usualStart);
        double endOff = Math.abs(end - usualEnd);
        // Both edges go on steadily: a long step. Nor would it be told which of them is wrong.
        if (Math.abs(startOff - endOff) < SAME) {
            return new double[] {seen.x(), seen.w()};
        }
        boolean startIsOff = startOff > endOff;
        double from = startIsOff ? Math.max(0, end - usualWidth) : seen.x();
        double to = startIsOff ? end : Math.min(1, seen.x() + usualWidth);
        return new double[] {from, to - from};
    }

    /** Of who walks every second or third box is wide, with a step. */
    private static double widestOther(Box box, List<Box> around) {
        return around.stream()
                .filter(other -> other.frame() != box.frame())
                .mapToDouble(other -> other.source().w())
                .max()
                .orElse(0);
    }

    private static double usual(List<Box> around, ToDoubleFunction<Detection> value) {
        return Stats.quantile(
                around.stream().map(Box::source).mapToDouble(value).toArray(), 0.5);
    }
}
