package dev.lectern.track;

/**
 * The place where somebody stays. Who has not moved for seconds is not suddenly somebody larger next to it: when the instructor
 * steps in front of a pupil, the pupil's box vanishes, and without this the pupil's track would go away with the instructor's box.
 * If it was the same person who got up after all, the tracklets are joined again later, by place and time. Nor has who is seen in
 * part, for a moment and within that place, moved: somebody passes in front.
 */
final class Habit {

    /** How quickly the usual box follows. */
    private static final double GAIN = 0.15;
    /** A box that overlaps the usual one less than this begins a new place. */
    private static final double STAYS = 0.7;
    /** One that overlaps it less than this is somebody else, once the place is settled. */
    private static final double FITS = 0.6;

    /** A box of which so much lies within the usual one is the same person, half hidden, as long as that does not last. */
    private static final double WITHIN = 0.9;

    private static final double HIDDEN_SECONDS = 1;
    private static final double SETTLED_SECONDS = 3;
    private static final int SETTLED_BOXES = 6;

    private Box usual;
    private double since;
    private double until;
    private int boxes;
    private Box hidden;

    Habit(Box first) {
        restart(first);
    }

    void observe(Box box) {
        if (usual.iouAbove(box) < STAYS) {
            if (!halfHidden(box)) {
                restart(box);
            }
            return;
        }
        hidden = null;
        boxes++;
        until = box.seconds();
        usual = new Box(
                box.frame(),
                box.index(),
                box.seconds(),
                usual.cx() + GAIN * (box.cx() - usual.cx()),
                usual.top() + GAIN * (box.top() - usual.top()),
                usual.w() + GAIN * (box.w() - usual.w()),
                usual.h() + GAIN * (box.h() - usual.h()),
                null);
    }

    boolean contradicts(Box box) {
        return settled() && usual.iouAbove(box) < FITS;
    }

    /** Whether the last box is what shows of who stays behind somebody who passes. */
    boolean hidden() {
        return hidden != null;
    }

    /** Where the person stays. */
    Box usual() {
        return usual;
    }

    private boolean halfHidden(Box box) {
        if (!settled() || usual.intersection(box) < WITHIN * box.w() * box.h()) {
            return false;
        }
        hidden = hidden == null ? box : hidden;
        return Math.abs(box.seconds() - hidden.seconds()) <= HIDDEN_SECONDS;
    }

    private boolean settled() {
        return boxes >= SETTLED_BOXES && Math.abs(until - since) >= SETTLED_SECONDS;
    }

    private void restart(Box box) {
        usual = box;
        boxes = 1;
        since = box.seconds();
        until = since;
        hidden = null;
    }
}
