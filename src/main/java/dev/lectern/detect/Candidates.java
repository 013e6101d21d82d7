package dev.lectern.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boxes proposed for one frame, of which the best are chosen. Arrays are kept from frame to frame. */
final class Candidates {

    /** Boxes whose intersection is a larger part of their union than this are taken for the same person. */
    private static final double SAME_PERSON_IOU = 0.5;

    private static final int EDGES = 4;

    private final Letterbox box;
    private final double floor;
    private double[] edges = new double[EDGES * 256];
    private long[] order = new long[256];
    private int size;

    /**
     * @param box where the picture lies in the input
     * @param floor lowest score that is of interest
     */
    Candidates(Letterbox box, double floor) {
        this.box = box;
        this.floor = floor;
    }

    void clear() {
        size = 0;
    }

    boolean wants(float score) {
        return score >= floor;
    }

    /** Edges in pixels of the input; what lies outside the picture is cut off, and a box of which nothing is left is dropped. */
    void add(double x0, double y0, double x1, double y1, float score) {
        double left = clamp((x0 - box.left()) / box.contentWidth());
        double top = clamp((y0 - box.top()) / box.contentHeight());
        double right = clamp((x1 - box.left()) / box.contentWidth());
        double bottom = clamp((y1 - box.top()) / box.contentHeight());
        if (!(right > left && bottom > top)) {
            return;
        }
        if (size == order.length) {
            edges = Arrays.copyOf(edges, 2 * edges.length);
            order = Arrays.copyOf(order, 2 * order.length);
        }
        edges[EDGES * size] = left;
        edges[EDGES * size + 1] = top;
        edges[EDGES * size + 2] = right;
        edges[EDGES * size + 3] = bottom;
        // Sorts by score, then by who came first: positive floats compare like their bits.
        order[size] = (long) Float.floatToIntBits(Math.min(1, score)) << Integer.SIZE | Integer.MAX_VALUE - size;
        size++;
    }

    /**
     * Greedy non-maximum suppression: the best box, then the best of those that do not overlap much with a chosen one, and so on.
     *
     * @param most how many are chosen at most
     * @return in order of falling score
     */
    List<Detection> best(int most) {
        Arrays.sort(order, 0, size);
        List<Detection> persons = new ArrayList<>();
        int[] chosen = new int[Math.min(most, size)];
        for (int i = size - 1; i >= 0 && persons.size() < most; i--) {
            int candidate = Integer.MAX_VALUE - (int) order[i];
            if (!overlapsOneOf(chosen, persons.size(), candidate)) {
                Detection person = detection(candidate, Float.intBitsToFloat((int) (order[i] >>> Integer.SIZE)));
                if (person != null) {
                    chosen[persons.size()] = candidate;
                    persons.add(person);
                }
            }
        }
        return persons;
    }

    private boolean overlapsOneOf(int[] chosen, int count, int candidate) {
        for (int i = 0; i < count; i++) {
            if (iou(EDGES * chosen[i], EDGES * candidate) > SAME_PERSON_IOU) {
                return true;
            }
        }
        return false;
    }

    private double iou(int a, int b) {
        double width = Math.min(edges[a + 2], edges[b + 2]) - Math.max(edges[a], edges[b]);
        double height = Math.min(edges[a + 3], edges[b + 3]) - Math.max(edges[a + 1], edges[b + 1]);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area(a) + area(b) - common);
    }

    private double area(int at) {
        return (edges[at + 2] - edges[at]) * (edges[at + 3] - edges[at + 1]);
    }

    /** Rounds the edges, not the sides, so that a box that ends at the picture's edge still does; null if no step is left. */
    private Detection detection(int candidate, float score) {
        int at = EDGES * candidate;
        int left = Detection.steps(edges[at]);
        int top = Detection.steps(edges[at + 1]);
        int width = Detection.steps(edges[at + 2]) - left;
        int height = Detection.steps(edges[at + 3]) - top;
        return width < 1 || height < 1 ? null : Detection.ofSteps(left, top, width, height, Detection.steps(score));
    }

    private static double clamp(double fraction) {
        return Math.max(0, Math.min(1, fraction));
    }
}
