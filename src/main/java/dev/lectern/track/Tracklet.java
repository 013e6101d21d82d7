package dev.lectern.track;

import java.util.List;

/**
 * One person for as long as nothing came between: boxes of rising frames, gaps of up to the coasting time included.
 *
 * @param boxes at least one
 */
record Tracklet(List<Box> boxes) {

    Tracklet {
        boxes = List.copyOf(boxes);
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("a tracklet without boxes");
        }
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

    double bestScore() {
        return boxes.stream().mapToDouble(Box::score).max().orElse(0);
    }

    double meanScore() {
        return boxes.stream().mapToDouble(Box::score).average().orElse(0);
    }
}
