package dev.lectern.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes one list of persons of what was seen in a picture as a whole and in parts of it from nearer. Pure. */
final class TwoLooks {

    /** As {@link Candidates}: boxes that have more in common are the same person. */
    private static final double SAME_PERSON_IOU = 0.5;

    /**
     * From afar boxes are less exact. One from each look is the same person where they have more than this part of the smaller one in
     * common.
     */
    private static final double SAME_FROM_AFAR = 0.6;

    private static final Comparator<Detection> FALLING_SCORE =
            Comparator.comparingDouble(Detection::score).reversed();

    private TwoLooks() {}

    /**
     * The persons of both looks. Whoever was seen in both gets the box from nearer and the better score.
     *
     * @param first of the whole picture, no two of them the same person
     * @param second from nearer, in fractions of the whole picture; the same person may be seen in several parts
     * @param most how many are kept at most
     * @return in order of falling score
     */
    static List<Detection> merge(List<Detection> first, List<Detection> second, int most) {
        List<Detection> nearer = new ArrayList<>();
        second.stream().sorted(FALLING_SCORE).forEach(person -> {
            if (nearer.stream().noneMatch(other -> Boxes.iou(person, other) > SAME_PERSON_IOU)) {
                nearer.add(person);
            }
        });
        List<Detection> farther = new ArrayList<>();
        for (Detection person : first) {
            int same = same(person, nearer);
            if (same < 0) {
                farther.add(person);
            } else if (nearer.get(same).score() < person.score()) {
                Detection box = nearer.get(same);
                nearer.set(same, new Detection(box.x(), box.y(), box.w(), box.h(), person.score(), box.appearance()));
            }
        }
        List<Detection> all = new ArrayList<>(nearer);
        all.addAll(farther);
        all.sort(FALLING_SCORE);
        return all.subList(0, Math.min(most, all.size()));
    }

    /** Who of the others has most in common with somebody; -1 if nobody has enough. */
    private static int same(Detection person, List<Detection> others) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < others.size(); i++) {
            Detection other = others.get(i);
            double common = Boxes.common(person, other);
            if (same(person, other) && common > most) {
                best = i;
                most = common;
            }
        }
        return best;
    }

    /** Whether two boxes, one from each look, are of the same person. */
    static boolean same(Detection afar, Detection nearer) {
        return Boxes.iou(afar, nearer) > SAME_PERSON_IOU
                || Boxes.common(afar, nearer) > SAME_FROM_AFAR * Math.min(Boxes.area(afar), Boxes.area(nearer));
    }
}
