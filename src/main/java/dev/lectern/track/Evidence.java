package dev.lectern.track;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What speaks for a person being the one who teaches; every part but the seconds is 0 to 1.
 *
 * @param seconds how long the person is followed
 * @param presence the same as a share of the recording's time
 * @param roaming how wide the stretch is that the person covers from left to right
 * @param walking share of seconds in which the whole box moves on, not one edge of it
 * @param whole share of sights in which the lower border does not cut the person; the front rows are cut
 * @param standing how upright the box is: who sits is about as wide as high
 * @param head how far up the head is: who stands is seen above who sits
 * @param height median height as a fraction of the picture's
 * @param found mean confidence of the detector
 * @param alive share of the stretches of ten seconds in which the box or the looks changed at all; pictures on walls and slides do not. 1 if
 *     nobody was followed for so long
 */
record Evidence(
        double seconds,
        double presence,
        double roaming,
        double walking,
        double whole,
        double standing,
        double head,
        double height,
        double found,
        double alive) {

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

    /** Evidence of walking from which on nobody doubts that somebody lives: a tenth of the seconds. */
    private static final double WALKS = 0.5;
    /** What a picture is worth compared with somebody who moves. */
    private static final double PICTURE = 0.25;

    static Evidence of(Person person, Scene scene) {
        List<Box> boxes = person.boxes();
        double size = median(boxes, Box::size);
        double whole = boxes.stream().filter(b -> b.bottom() < 1 - BORDER).count() / (double) boxes.size();
        double stretch = quantile(boxes, Box::cx, 0.95) - quantile(boxes, Box::cx, 0.05);
        double upright = median(boxes, b -> b.h() / b.w());
        double seconds = seconds(person, scene);
        return new Evidence(
                seconds,
                Math.min(1, seconds / scene.duration()),
                Stats.saturate(stretch / size, ROAMING_HALF),
                Stats.saturate(walking(person), WALKING_HALF),
                whole,
                Math.max(0, Math.min(1, (upright - SEATED) / (UPRIGHT - SEATED))),
                Math.max(0, 1 - median(boxes, Box::top)),
                median(boxes, Box::h),
                boxes.stream().mapToDouble(Box::score).average().orElse(0),
                Liveliness.of(person));
    }

    /**
     * One number to choose by, tuned by hand on few recordings and meant to be replaced when there are more. Presence multiplies,
     * because who passes by walks best of all, and so does being alive, because a poster stands there all day. The rest says how
     * much a second in view counts ({@link #manner}). The detector's confidence counts by its root: it tells persons from coats, not
     * teachers from pupils.
     */
    double score() {
        return presence * manner() * Math.sqrt(found) * (PICTURE + (1 - PICTURE) * life());
    }

    /**
     * Moving about most (0.4, what audiences hardly do), then not being cut by the lower border as the front row is (0.2), standing
     * (0.25 in two signs), not being far in the background (0.1); and a little for merely being there (0.05), so that a still lecturer
     * alone in the picture is found.
     */
    double manner() {
        return 0.05 + 0.2 * roaming + 0.2 * walking + 0.2 * whole + 0.15 * standing + 0.1 * head + 0.1 * size();
    }

    /** Who stands still for a while, and walks at other times, is no picture. */
    private double life() {
        return Math.max(alive, Math.min(1, walking / WALKS));
    }

    private double size() {
        return Stats.saturate(height, HEIGHT_HALF);
    }

    private static double seconds(Person person, Scene scene) {
        double seconds = 0;
        for (Tracklet tracklet : person.tracklets()) {
            seconds += tracklet.seconds() + scene.step();
        }
        return seconds;
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
