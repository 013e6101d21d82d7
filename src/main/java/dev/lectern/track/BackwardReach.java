package dev.lectern.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Follows a tracklet back in time over boxes that nobody took: from its first box, and from the first one after every gap. The
 * future is known, so a person who is found weakly while coming into sight need not wait for the first strong detection.
 */
record BackwardReach(Scene scene, boolean[][] taken, double patience, double limit) {

    private static final int LEAD = 5;

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
        return extended;
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
            Box found = best(frame, backwards.expected());
            if (found != null) {
                backwards.observe(found, scene.seconds());
                earlier.add(found);
            }
        }
        Collections.reverse(earlier);
        return earlier;
    }

    private Box best(int frame, Box expected) {
        List<Box> candidates = scene.frames().get(frame);
        int best = -1;
        double least = limit;
        for (int i = 0; i < candidates.size(); i++) {
            double cost = 1 - expected.iouAbove(candidates.get(i));
            if (!taken[frame][i] && cost < least) {
                least = cost;
                best = i;
            }
        }
        if (best < 0) {
            return null;
        }
        taken[frame][best] = true;
        return candidates.get(best);
    }
}
