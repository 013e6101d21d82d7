package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sights make the track: those of the persons who were chosen, and what corrections put in or take out.
 *
 * @param seen for every frame the instructor's detection, its edges repaired; null if not seen
 * @param tracklets those of which at least one sight is in the track, in order of time
 * @param persons the persons of these tracklets, in order of the first sight
 * @param whose for every frame the tracklet of that detection; null if not seen
 */
record Following(Detection[] seen, List<Tracklet> tracklets, List<Candidate> persons, Tracklet[] whose) {

    static Following of(Association association, List<Candidate> chosen, Corrections corrections) {
        Set<String> named = corrections.always(true);
        Detection[] seen = new Detection[association.scene().size()];
        Tracklet[] whose = new Tracklet[seen.length];
        int[] weight = new int[seen.length];
        List<Tracklet> used = new ArrayList<>();
        Set<Candidate> persons = new LinkedHashSet<>();
        for (Candidate candidate : association.candidates()) {
            for (Tracklet tracklet : candidate.person().tracklets()) {
                boolean automatic = named.isEmpty() && chosen.contains(candidate);
                if (take(tracklet, automatic, corrections, seen, weight, whose)) {
                    used.add(tracklet);
                    persons.add(candidate);
                }
            }
        }
        used.sort((a, b) -> Integer.compare(a.first().frame(), b.first().frame()));
        return new Following(seen, List.copyOf(used), List.copyOf(persons), whose);
    }

    /**
     * How long each tracklet is followed, by its name.
     *
     * @param step time that a sample stands for, in seconds
     */
    Map<String, Long> followedMs(double step) {
        Map<String, Long> sights = new HashMap<>();
        for (Tracklet tracklet : whose) {
            if (tracklet != null) {
                sights.merge(tracklet.id(), 1L, Long::sum);
            }
        }
        sights.replaceAll((tracklet, count) -> Math.round(count * step * 1000));
        return sights;
    }

    private static boolean take(
            Tracklet tracklet,
            boolean automatic,
            Corrections corrections,
            Detection[] seen,
            int[] weight,
            Tracklet[] whose) {
        if (!automatic && !corrections.name(tracklet.id())) {
            return false;
        }
        boolean taken = false;
        List<Detection> repaired = EdgeRepair.repair(tracklet.boxes());
        for (int i = 0; i < repaired.size(); i++) {
            Box box = tracklet.boxes().get(i);
            int ruling = corrections.about(tracklet.id(), box.tMs());
            boolean included = ruling >= 0
                    ? corrections.rulings().get(ruling).instructor()
                    : automatic && !corrections.decided(box.tMs());
            // What was said last weighs most; what nobody spoke of weighs nothing.
            if (included && (seen[box.frame()] == null || ruling + 1 >= weight[box.frame()])) {
                seen[box.frame()] = repaired.get(i);
                whose[box.frame()] = tracklet;
                weight[box.frame()] = ruling + 1;
                taken = true;
            }
        }
        return taken;
    }
}
