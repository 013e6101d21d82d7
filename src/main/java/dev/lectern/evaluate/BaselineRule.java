package dev.lectern.evaluate;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rule to beat: begin with the most confident detection; from then on take what is best by 0.7 · IoU with the last box + 0.3 ·
 * score; if that overlaps too little, nobody is there; after six such samples begin again with whoever is most confident. Gaps of at
 * most five samples are bridged by a line. It knows neither motion nor the future, and of all persons it knows one.
 */
final class BaselineRule implements Follower {

    private static final double OVERLAP_WEIGHT = 0.7;
    private static final double SCORE_WEIGHT = 0.3;
    private static final double LEAST_OVERLAP = 0.05;
    private static final int PATIENCE = 6;
    private static final int BRIDGED = 5;
    /** Of 0, 0.2, 0.3, 0.4 and 0.5 the one with which the rule does best; with none it follows furniture. */
    private static final double LEAST_SCORE = 0.3;

    private static final double MIDDLE = 0.5;

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public Followed follow(Inspection inspection, List<FrameDetections> frames) {
        Detection[] chosen = choose(frames);
        Map<Integer, Detection> person = new HashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] != null) {
                person.put(i, chosen[i]);
            }
        }
        List<TrackedSample> samples = IntStream.range(0, chosen.length)
                .mapToObj(i -> sample(frames, chosen, i))
                .toList();
        return new Followed(samples, person.isEmpty() ? List.of() : List.of(person));
    }

    private static Detection[] choose(List<FrameDetections> frames) {
        Detection[] chosen = new Detection[frames.size()];
        Detection last = null;
        int refused = 0;
        for (int i = 0; i < chosen.length; i++) {
            Detection reference = refused >= PATIENCE ? null : last;
            Detection best = best(frames.get(i).persons(), reference);
            if (best == null || reference != null && overlap(best, reference) < LEAST_OVERLAP) {
                refused++;
                continue;
            }
            chosen[i] = best;
            last = best;
            refused = 0;
        }
        return chosen;
    }

    /** The best by the rule; the most confident without a reference; null of nobody. */
    private static Detection best(List<Detection> persons, Detection reference) {
        Detection best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Detection person : persons) {
            double worth = reference == null
                    ? person.score()
                    : OVERLAP_WEIGHT * overlap(person, reference) + SCORE_WEIGHT * person.score();
            if (person.score() >= LEAST_SCORE && worth > most) {
                most = worth;
                best = person;
            }
        }
        return best;
    }

    private static double overlap(Detection a, Detection b) {
        return Region.of(a).iou(Region.of(b));
    }

    private static TrackedSample sample(List<FrameDetections> frames, Detection[] chosen, int i) {
        long tMs = frames.get(i).tMs();
        if (chosen[i] != null) {
            return new TrackedSample(tMs, chosen[i], chosen[i].centreX(), chosen[i].centreY(), Quality.MEASURED);
        }
        int before = i;
        while (before >= 0 && chosen[before] == null) {
            before--;
        }
        int after = i;
        while (after < chosen.length && chosen[after] == null) {
            after++;
        }
        if (before < 0 || after == chosen.length || after - before - 1 > BRIDGED) {
            Detection last = before < 0 ? null : chosen[before];
            return new TrackedSample(
                    tMs,
                    null,
                    last == null ? MIDDLE : last.centreX(),
                    last == null ? MIDDLE : last.centreY(),
                    Quality.LOST);
        }
        long from = frames.get(before).tMs();
        double part = (double) (tMs - from) / (frames.get(after).tMs() - from);
        return new TrackedSample(
                tMs,
                null,
                between(chosen[before].centreX(), chosen[after].centreX(), part),
                between(chosen[before].centreY(), chosen[after].centreY(), part),
                Quality.INTERPOLATED);
    }

    private static double between(double from, double to, double part) {
        return from + part * (to - from);
    }
}
