package dev.lectern.track;

import java.util.List;

/**
 * Where a person's box ends below, steadied: a running median (Tukey) over the seconds around. Behind a desk or a row of heads a detector
 * takes hidden legs in or leaves them out from one picture to the next, and the centre jumps by half of that; of who walks, the feet
 * go up and down. Who is cut by a side of the picture is there for a moment only, and is what shows of a step: there the median is
 * shorter.
 */
final class LowerEdge {

    private static final double SECONDS = 1;
    private static final double CUT_SECONDS = 0.6;
    /** Samples are not exactly where they should be. */
    private static final double SLACK = 0.03;
    /** Of who is cut, a box this much higher is that of the whole body, when what shows of it is an arm or a shoulder. */
    private static final double MOST_ADDED = 1.2;
    /** A lower edge so far up that less than this share of the box is left is another one's, or the person bends down. */
    private static final double LEAST_LEFT = 0.5;

    private LowerEdge() {}

    /** Height of a box in picture heights with its lower edge steadied by the boxes around it. */
    static double height(List<Box> boxes, int i) {
        Box box = boxes.get(i);
        boolean cut = EdgeRepair.cut(box.source());
        double reach = (cut ? CUT_SECONDS : SECONDS) + SLACK;
        int from = i;
        while (from > 0 && box.seconds() - boxes.get(from - 1).seconds() <= reach) {
            from--;
        }
        int to = i + 1;
        while (to < boxes.size() && boxes.get(to).seconds() - box.seconds() <= reach) {
            to++;
        }
        double edge = Stats.median(
                boxes.subList(from, to).stream().mapToDouble(Box::bottom).toArray());
        double height = edge - box.top();
        boolean anothers = height < LEAST_LEFT * box.h() || cut && height > MOST_ADDED * box.h();
        return edge == box.bottom() || anothers ? box.h() : height;
    }
}
