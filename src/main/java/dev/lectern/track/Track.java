package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;

/** A tracklet while it grows. */
final class Track {

    /** Below, a detector's boxes at the border of the picture are as often furniture. */
    private static final double FAINT = 0.12;

    private final List<Box> boxes = new ArrayList<>();
    private final Habit habit;
    private final Looks looks;
    private final List<Integer> doubts = new ArrayList<>();
    private Motion motion;
    private Motion atLast;

    Track(Box first, double aspect) {
        boxes.add(first);
        habit = new Habit(first);
        looks = Looks.of(first.source().appearance());
        motion = new Motion(first, aspect);
        atLast = new Motion(motion);
    }

    void predict(double dt) {
        motion.predict(dt);
    }

    /**
     * Takes a box. If frames were missed since the last one, the filter first goes back there and is led along the straight
     * line between the two boxes, so that what it made up meanwhile is forgotten (observation-centric re-update, Cao 2023).
     */
    void observe(Box box, double[] seconds) {
        Box last = last();
        int direction = box.frame() > last.frame() ? 1 : -1;
        if (Math.abs(box.frame() - last.frame()) > 1) {
            motion = new Motion(atLast);
            double whole = box.seconds() - last.seconds();
            for (int frame = last.frame() + direction; frame != box.frame(); frame += direction) {
                motion.predict(Math.abs(seconds[frame] - seconds[frame - direction]));
                double part = (seconds[frame] - last.seconds()) / whole;
                motion.update(
                        last.cx() + part * (box.cx() - last.cx()),
                        last.top() + part * (box.top() - last.top()),
                        last.w() + part * (box.w() - last.w()),
                        last.h() + part * (box.h() - last.h()));
            }
            motion.predict(Math.abs(box.seconds() - seconds[box.frame() - direction]));
        }
        habit.observe(box);
        Box place = habit.hidden() ? habit.usual() : box;
        motion.update(place.cx(), place.top(), place.w(), place.h());
        atLast = new Motion(motion);
        looks.add(box.source().appearance());
        boxes.add(box);
    }

    /** Whether the box does not fit somebody who has been sitting or standing in one place for a while. */
    boolean contradictsHabit(Box box) {
        return habit.contradicts(box);
    }

    /** The box that was taken last might have been somebody else's. */
    void doubt() {
        doubts.add(last().frame());
    }

    /** Frames in which somebody else might have been taken for this person, rising. */
    List<Integer> doubts() {
        return doubts;
    }

    Looks looks() {
        return looks;
    }

    Box last() {
        return boxes.get(boxes.size() - 1);
    }

    Box expected() {
        return motion.expected();
    }

    /**
     * Whether a box is found well enough to be this person: what shows at last of who walks in or out is found so weakly that anywhere
     * else it would be furniture.
     */
    boolean believes(Box box, double weakScore) {
        return box.score() >= weakScore || box.score() >= FAINT && motion.partlyOutside(box);
    }

    double mahalanobis(Box box) {
        return motion.mahalanobis(box);
    }

    List<Box> boxes() {
        return boxes;
    }
}
