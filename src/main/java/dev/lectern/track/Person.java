package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;

/**
 * Tracklets that are thought to be one and the same person: at least one, in order of time, none beginning before the one in
 * front of it has ended.
 *
 * @param looks what the person looks like in all of them
 * @param headSize size of the person at the beginning, in picture heights
 * @param tailSize likewise at the end
 */
record Person(List<Tracklet> tracklets, Looks looks, double headSize, double tailSize) {

    /** Boxes at either end that tell the size. */
    private static final int SIZE_BOXES = 10;

    Person {
        tracklets = List.copyOf(tracklets);
        for (int i = 1; i < tracklets.size(); i++) {
            if (tracklets.get(i).first().frame() <= tracklets.get(i - 1).last().frame()) {
                throw new IllegalArgumentException("nobody is in two places at once");
            }
        }
    }

    static Person of(Tracklet tracklet) {
        return new Person(
                List.of(tracklet), tracklet.looks(), typicalSize(tracklet, false), typicalSize(tracklet, true));
    }

    /** This person, later seen again as that one. */
    Person then(Person later) {
        List<Tracklet> both = new ArrayList<>(tracklets);
        both.addAll(later.tracklets);
        Looks all = new Looks();
        all.add(looks);
        all.add(later.looks);
        return new Person(both, all, headSize, later.tailSize);
    }

    Box first() {
        return tracklets.get(0).first();
    }

    Box last() {
        return tracklets.get(tracklets.size() - 1).last();
    }

    /** How many boxes there are of the person. */
    int sights() {
        return tracklets.stream().mapToInt(Tracklet::length).sum();
    }

    List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        tracklets.forEach(t -> boxes.addAll(t.boxes()));
        return boxes;
    }

    /** The upper quartile at one end of a tracklet, since a person who comes and goes is cut by the border for a moment. */
    private static double typicalSize(Tracklet tracklet, boolean atEnd) {
        int n = Math.min(SIZE_BOXES, tracklet.length());
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            sizes[i] =
                    tracklet.boxes().get(atEnd ? tracklet.length() - 1 - i : i).size();
        }
        return Stats.quantile(sizes, 0.75);
    }
}
