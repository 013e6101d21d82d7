package dev.lectern.evaluate;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording as the measures for many persons see it: for every sampled frame who was there and who was found. Identities are
 * numbers from 0, 0 being the instructor on either side.
 *
 * @param truths how many persons there are in truth
 * @param tracks how many persons were told apart
 * @param frames in order of time
 */
record Sequence(int truths, int tracks, List<Frame> frames) {

    /** A person in one frame. */
    record Seen(int id, Region box) {}

    /** One sampled frame; within each list every identity occurs at most once. */
    record Frame(List<Seen> truth, List<Seen> found) {
        Frame {
            truth = List.copyOf(truth);
            found = List.copyOf(found);
        }

        /** Intersection over union of every true box (rows) with every found one. */
        double[][] similarity() {
            double[][] similarity = new double[truth.size()][found.size()];
            for (int i = 0; i < similarity.length; i++) {
                for (int j = 0; j < similarity[i].length; j++) {
                    similarity[i][j] = truth.get(i).box().iou(found.get(j).box());
                }
            }
            return similarity;
        }
    }

    Sequence {
        frames = List.copyOf(frames);
    }

    static Sequence of(Truth truth, Followed followed) {
        Map<String, Integer> ids = new HashMap<>();
        truth.others().forEach(name -> ids.put(name, ids.size() + 1));
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < followed.instructor().size(); i++) {
            Truth.Picture picture = truth.at(followed.instructor().get(i).tMs());
            List<Seen> there = new ArrayList<>();
            if (picture.instructor() != null) {
                there.add(new Seen(0, picture.instructor()));
            }
            picture.others().forEach((name, box) -> there.add(new Seen(ids.get(name), box)));
            there.sort((a, b) -> Integer.compare(a.id(), b.id()));
            List<Seen> found = new ArrayList<>();
            for (int person = 0; person < followed.persons().size(); person++) {
                Detection seen = followed.persons().get(person).get(i);
                if (seen != null) {
                    found.add(new Seen(person, Region.of(seen)));
                }
            }
            frames.add(new Frame(there, found));
        }
        return new Sequence(ids.size() + 1, followed.persons().size(), frames);
    }

    /** In how many frames each true person shows. */
    int[] truthCounts() {
        int[] counts = new int[truths];
        frames.forEach(frame -> frame.truth().forEach(seen -> counts[seen.id()]++));
        return counts;
    }

    /** In how many frames each found person is. */
    int[] trackCounts() {
        int[] counts = new int[tracks];
        frames.forEach(frame -> frame.found().forEach(seen -> counts[seen.id()]++));
        return counts;
    }
}
