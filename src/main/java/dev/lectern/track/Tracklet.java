package dev.lectern.track;

import java.util.List;

/**
 * One person for as long as nothing came between: boxes of rising frames, gaps of up to the coasting time included.
 *
 * @param boxes at least one
 * @param looks what the person looks like in them
 * @param doubts frames in which somebody else might have been taken for this person, rising
 */
record Tracklet(List<Box> boxes, Looks looks, List<Integer> doubts) {

    Tracklet {
        boxes = List.copyOf(boxes);
        doubts = List.copyOf(doubts);
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("a tracklet without boxes");
        }
    }

    static Tracklet of(List<Box> boxes, List<Integer> doubts) {
        Looks looks = new Looks();
        boxes.forEach(box -> looks.add(box.source().appearance()));
        return new Tracklet(boxes, looks, doubts);
    }

    /**
     * Names its first box: the time of the frame in milliseconds, and the place of the box among those of the frame. So the name is
     * the same whenever the detections are, and can be looked up even when a later version follows people in another way.
     */
    String id() {
        return "t" + first().tMs() + "-" + first().index();
    }

    Box first() {
        return boxes.get(0);
    }

    Box last() {
        return boxes.get(boxes.size() - 1);
    }

    int length() {
        return boxes.size();
    }

    double seconds() {
        return last().seconds() - first().seconds();
    }

    double bestScore() {
        return boxes.stream().mapToDouble(Box::score).max().orElse(0);
    }

    double meanScore() {
        return boxes.stream().mapToDouble(Box::score).average().orElse(0);
    }

    /**
     * How far it is to be trusted, 0 to 1: the share of its frames in which the person was found, that of the sights that could
     * have been nobody else's, and how sure the detector was (half at a score of 0.2) multiplied.
     */
    double quality() {
        int frames = last().frame() - first().frame() + 1;
        double seen = (double) length() / frames;
        double clear = 1 - (double) doubts.size() / length();
        return seen * Math.max(0, clear) * Stats.saturate(meanScore(), 0.2);
    }
}
