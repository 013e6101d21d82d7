package dev.lectern.track;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What speaks for a person being the one who teaches; every part is 0 to 1.
 *
 * @param presence share of the recording's time in which the person is followed
 * @param roaming how wide the stretch is that the person covers from left to right
 * @param walking share of seconds in which the whole box moves on, not one edge of it
 * @param whole share of sights in which the lower border does not cut the person; the front rows are cut
 * @param standing how upright the box is: who sits is about as wide as high
 * @param head how far up the head is: who stands is seen above who sits
 * @param size height in the picture, against people far in the background
 * @param found mean confidence of the detector
 */
record Evidence(
        double presence,
        double roaming,
        double walking,
        double whole,
        double standing,
        double head,
        double size,
        double found) {

    private static final double BORDER = 0.015;
    /** Half of the evidence for roaming is given for a stretch of as many sizes. */
    private static final double ROAMING_HALF = 1;
    /** A box has moved on if both its edges have by as many sizes within a second. */
    private static final double STEP = 0.3;

    private static final double WALKING_HALF = 0.1;
    private static final double HEIGHT_HALF = 0.2;
    /** Height over width of a seated and of a standing person. */
    private static final double SEATED = 1.1;

    private static final double UPRIGHT = 2.4;

    static Evidence of(Person person, Scene scene) {
        List<Box> boxes = person.boxes();
        double size = median(boxes, Box::size);
        double whole = boxes.stream().filter(b -> b.bottom() < 1 - BORDER).count() / (double) boxes.size();
        double stretch = quantile(boxes, Box::cx, 0.95) - quantile(boxes, Box::cx, 0.05);
        double upright = median(boxes, b -> b.h() / b.w());
        return new Evidence(
                presence(person, scene),
                Stats.saturate(stretch / size, ROAMING_HALF),
                Stats.saturate(walking(person), WALKING_HALF),
                whole,
                Math.max(0, Math.min(1, (upright - SEATED) / (UPRIGHT - SEATED))),
                Math.max(0, 1 - median(boxes, Box::top)),
                Stats.saturate(median(boxes, Box::h), HEIGHT_HALF),
                boxes.stream().mapToDouble(Box::score).average().orElse(0));
    }

    /**
     * One number to choose by, tuned by hand on few recordings and meant to be replaced when there are more. PresenceVerticle multiplies,
     * because who passes by walks best of all. The rest says how much a second in view counts: moving about most (0.4, what
     * audiences hardly do), then not being cut by the lower border as the front row is (0.2), standing (0.25 in two signs),
     * not being far in the background (0.1); and a little for merely being there (0.05), so that a still lecturer alone in the
     * picture is found. The detector's confidence counts by its root: it tells persons from coats, not teachers from pupils.
     */
    double score() {
        double manner = 0.05 + 0.2 * roaming + 0.2 * walking + 0.2 * whole + 0.15 * standing + 0.1 * head + 0.1 * size;
        return presence * manner * Math.sqrt(found);
    }

    private static double presence(Person person, Scene scene) {
        double step = scene.step();
        double seconds = 0;
        for (Tracklet tracklet : person.tracklets()) {
            seconds += tracklet.last().seconds() - tracklet.first().seconds() + step;
        }
        double all = scene.seconds()[scene.size() - 1] - scene.seconds()[0] + step;
        return Math.min(1, seconds / all);
    }

    private static double walking(Person person) {
        int seconds = 0;
        int moved = 0;
        for (Tracklet tracklet : person.tracklets()) {
            Box from = tracklet.first();
            for (Box box : tracklet.boxes()) {
                if (box.seconds() - from.seconds() >= 1) {
                    seconds++;
                    if (translation(from, box) > STEP * from.size()) {
                        moved++;
                    }
                    from = box;
                }
            }
        }
        return seconds == 0 ? 0 : (double) moved / seconds;
    }

    /** How far both edges went the same way; what hides half a person moves only one of them. */
    private static double translation(Box from, Box to) {
        double left = to.left() - from.left();
        double right = to.right() - from.right();
        return left * right <= 0 ? 0 : Math.min(Math.abs(left), Math.abs(right));
    }

    private static double median(List<Box> boxes, ToDoubleFunction<Box> value) {
        return quantile(boxes, value, 0.5);
    }

    private static double quantile(List<Box> boxes, ToDoubleFunction<Box> value, double share) {
        return Stats.quantile(boxes.stream().mapToDouble(value).toArray(), share);
    }
}
