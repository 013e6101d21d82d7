package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;

/**
 * Tracklets that are thought to be one and the same person: at least one, in order of time, none beginning before the one in
 * front of it has ended.
 */
record Person(List<Tracklet> tracklets) {

    Person {
        tracklets = List.copyOf(tracklets);
        for (int i = 1; i < tracklets.size(); i++) {
            if (tracklets.get(i).first().frame() <= tracklets.get(i - 1).last().frame()) {
                throw new IllegalArgumentException("nobody is in two places at once");
            }
        }
    }

    static Person of(Tracklet tracklet) {
        return new Person(List.of(tracklet));
    }

    /** This person, later seen again as that one. */
    Person then(Person later) {
        List<Tracklet> both = new ArrayList<>(tracklets);
        both.addAll(later.tracklets);
        return new Person(both);
    }

    Box first() {
        return tracklets.get(0).first();
    }

    Box last() {
        return tracklets.get(tracklets.size() - 1).last();
    }

    List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        tracklets.forEach(t -> boxes.addAll(t.boxes()));
        return boxes;
    }
}
