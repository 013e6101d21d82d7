package dev.lectern.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Follows a tracklet back in time over boxes that nobody took: from its first box, and from the first one after every gap. The
 * future is known, so a person who is found weakly while coming into sight need not wait for the first strong detection.
 */
record BackwardReach(Scene scene, boolean[][] taken, double patience, double limit, double weakScore) {

    private static final int LEAD = 5;
    private static final double BRIDGE_SECONDS = 1.2;
    /** Cost of a box between two others: an overlap of 0.6. */
    private static final double BRIDGE_LIMIT = 0.4;

    /** The boxes with those found before each of them; what is taken is marked as such. */
    List<Box> extend(List<Box> boxes) {
        List<Box> extended = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            int before = i == 0 ? -1 : boxes.get(i - 1).frame();
            if (boxes.get(i).frame() > before + 1) {
                extended.addAll(earlier(boxes.subList(i, Math.min(boxes.size(), i + LEAD)), before));
            }
            extended.add(boxes.get(i));
        }
        return bridged(extended);
    }

    /**
     * The boxes with those between two of them that are just where the person must have been. Whoever is seen before and after is found
     * in between however weakly.
     */
    private List<Box> bridged(List<Box> boxes) {
        List<Box> bridged = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            if (i > 0 && boxes.get(i).seconds() - boxes.get(i - 1).seconds() <= BRIDGE_SECONDS) {
                for (int frame = boxes.get(i - 1).frame() + 1;
                        frame < boxes.get(i).frame();
                        frame++) {
                    Box found = best(frame, between(boxes.get(i - 1), boxes.get(i), frame), BRIDGE_LIMIT, box -> true);
                    if (found != null) {
                        bridged.add(found);
                    }
                }
            }
            bridged.add(boxes.get(i));
        }
        return bridged;
    }

    private Box between(Box from, Box to, int frame) {
        double part = (scene.seconds()[frame] - from.seconds()) / (to.seconds() - from.seconds());
        return new Box(
                -1,
                -1,
                0,
                from.cx() + part * (to.cx() - from.cx()),
                from.top() + part * (to.top() - from.top()),
                from.w() + part * (to.w() - from.w()),
                from.h() + part * (to.h() - from.h()),
                null);
    }

    private List<Box> earlier(List<Box> boxes, int after) {
        Track backwards = new Track(boxes.get(boxes.size() - 1), scene.aspect());
        for (int i = boxes.size() - 2; i >= 0; i--) {
            Box box = boxes.get(i);
            backwards.predict(backwards.last().seconds() - box.seconds());
            backwards.observe(box, scene.seconds());
        }
        List<Box> earlier = new ArrayList<>();
        for (int frame = boxes.get(0).frame() - 1; frame > after; frame--) {
            if (backwards.last().seconds() - scene.seconds()[frame] > patience) {
                break;
            }
            backwards.predict(scene.seconds()[frame + 1] - scene.seconds()[frame]);
            Box found = best(frame, backwards.expected(), limit, box -> backwards.believes(box, weakScore));
            if (found != null) {
                backwards.observe(found, scene.seconds());
                earlier.add(found);
            }
        }
        Collections.reverse(earlier);
        return earlier;
    }

    private Box best(int frame, Box expected, double limit, Predicate<Box> believed) {
        Box best = null;
        double least = limit;
        for (Box box : scene.frames().get(frame)) {
            double cost = 1 - expected.iouAbove(box);
            if (!taken[frame][box.index()] && cost < least && believed.test(box)) {
                least = cost;
                best = box;
            }
        }
        if (best != null) {
            taken[frame][best.index()] = true;
        }
        return best;
    }
}
