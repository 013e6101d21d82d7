package dev.lectern.track;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Follows a tracklet from its first box back in time over boxes that nobody took. The future is known, so a person who is found
 * weakly while coming into sight need not wait for the first strong detection.
 */
record BackwardReach(Scene scene, boolean[][] taken, double patience, double limit) {

    /** The boxes with the earlier ones in front; what is taken is marked as such. */
    List<Box> extend(List<Box> boxes) {
        Track backwards = new Track(boxes.get(Math.min(boxes.size(), 5) - 1));
        for (int i = Math.min(boxes.size(), 5) - 2; i >= 0; i--) {
            Box box = boxes.get(i);
            backwards.predict(backwards.last().seconds() - box.seconds());
            backwards.observe(box, scene.seconds());
        }
        List<Box> earlier = new ArrayList<>();
        for (int frame = boxes.get(0).frame() - 1; frame >= 0; frame--) {
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
        earlier.addAll(boxes);
        return earlier;
    }

    private Box best(int frame, Box expected) {
        List<Box> candidates = scene.frames().get(frame);
        int best = -1;
        double least = limit;
        for (int i = 0; i < candidates.size(); i++) {
            double cost = 1 - expected.iou(candidates.get(i));
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
