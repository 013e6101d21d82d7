package dev.lectern.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tracklets that a change speaks of. Among the detections that it was made for, by name. Otherwise by the marks: a tracklet
 * is meant if it is what best covers at least half of the marks that lie in its time.
 */
final class Recognition {

    /** Below this overlap of the boxes it is somebody else, or the same person a good step further. */
    private static final double SAME_PLACE = 0.3;

    /** A box stands for the time around it, in sampling steps: a little more than half of one to either side. */
    private static final double NEAR_STEPS = 0.6;

    private final Map<String, Tracklet> byName = new HashMap<>();
    private final double near;

    Recognition(Scene scene, Iterable<Tracklet> tracklets) {
        this.near = NEAR_STEPS * scene.step();
        tracklets.forEach(t -> byName.put(t.id(), t));
    }

    /**
     * The tracklets that are meant, those that are found.
     *
     * @param sameDetections whether names hold
     */
    Set<Tracklet> of(List<Reference> references, boolean sameDetections) {
        Set<Tracklet> found = new LinkedHashSet<>();
        for (Reference reference : references) {
            Tracklet named = sameDetections ? byName.get(reference.tracklet()) : null;
            if (named == null) {
                found.addAll(byMarks(reference));
            } else {
                found.add(named);
            }
        }
        return found;
    }

    private List<Tracklet> byMarks(Reference reference) {
        Map<Tracklet, Integer> hits = new HashMap<>();
        for (Mark mark : reference.marks()) {
            Tracklet best = null;
            double most = SAME_PLACE;
            for (Tracklet tracklet : byName.values()) {
                Box box = boxAt(tracklet, mark.tMs());
                double overlap = box == null ? 0 : mark.overlap(box);
                if (overlap > most) {
                    most = overlap;
                    best = tracklet;
                }
            }
            if (best != null) {
                hits.merge(best, 1, Integer::sum);
            }
        }
        List<Tracklet> found = new ArrayList<>();
        hits.forEach((tracklet, count) -> {
            long asked = reference.marks().stream()
                    .filter(m -> boxAt(tracklet, m.tMs()) != null)
                    .count();
            if (2L * count >= asked) {
                found.add(tracklet);
            }
        });
        return found;
    }

    /** The box nearest in time; null if none is near. */
    private Box boxAt(Tracklet tracklet, long tMs) {
        double seconds = tMs / 1000.0;
        if (seconds < tracklet.first().seconds() - near
                || seconds > tracklet.last().seconds() + near) {
            return null;
        }
        List<Box> boxes = tracklet.boxes();
        int low = 0;
        int high = boxes.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (boxes.get(middle).seconds() < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Box after = boxes.get(low);
        Box before = boxes.get(Math.max(0, low - 1));
        Box nearest = Math.abs(before.seconds() - seconds) < Math.abs(after.seconds() - seconds) ? before : after;
        return Math.abs(nearest.seconds() - seconds) <= near ? nearest : null;
    }
}
