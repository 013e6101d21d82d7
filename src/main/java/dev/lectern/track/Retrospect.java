package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done when all frames are: tracks are followed back in time over boxes that nobody took, and become tracklets.
 *
 * @param taken for every frame which of its boxes are somebody's; changed
 * @param patience seconds without a sight for which somebody is followed back
 */
record Retrospect(Scene scene, TrackerParameters parameters, boolean[][] taken, double patience) {

    /** Seconds without a sight in one tracklet. */
    private static final double LONGEST_HOLE = 1;

    /** Scraps too short to be anybody give their boxes back, to be taken by those whom they belong to. */
    List<Tracklet> of(List<Track> tracks) {
        tracks.stream()
                .filter(Retrospect::scrap)
                .flatMap(t -> t.boxes().stream())
                .forEach(b -> take(b, false));
        BackwardReach reach = new BackwardReach(scene, taken, patience, Associator.WEAK_LIMIT, parameters.weakScore());
        List<Tracklet> tracklets = new ArrayList<>();
        for (Track track : tracks) {
            if (!scrap(track)) {
                tracklets.addAll(split(reach.extend(track.boxes()), track.doubts()));
            } else if (track.boxes().stream().noneMatch(b -> taken[b.frame()][b.index()])) {
                track.boxes().forEach(b -> take(b, true));
                tracklets.add(Tracklet.of(track.boxes(), track.doubts()));
            }
        }
        return tracklets;
    }

    private static boolean scrap(Track track) {
        return track.boxes().size() < Joiner.SHORTEST;
    }

    private void take(Box box, boolean yes) {
        taken[box.frame()][box.index()] = yes;
    }

    /**
     * Cut where the person was not seen for long: whether it is the same who is seen again is decided over the whole recording. Else
     * somebody who is expected behind a pillar waits there for the time after next.
     */
    private List<Tracklet> split(List<Box> boxes, List<Integer> doubts) {
        double longest = Math.max(LONGEST_HOLE, 2.5 * scene.step());
        List<Tracklet> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= boxes.size(); i++) {
            if (i == boxes.size() || boxes.get(i).seconds() - boxes.get(i - 1).seconds() > longest) {
                int first = boxes.get(from).frame();
                int last = boxes.get(i - 1).frame();
                parts.add(Tracklet.of(
                        boxes.subList(from, i),
                        doubts.stream().filter(f -> f >= first && f <= last).toList()));
                from = i;
            }
        }
        return parts;
    }
}
