package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the stretches of a recording that somebody should look at. */
final class Review {

    /** Who comes back at this cost may well be somebody else, see {@link Reunion}. */
    private static final double UNSURE = 2;
    /** Doubts no further apart than this are one. */
    private static final double TOGETHER_MS = 2000;

    private static final long ABSENT_MS = 5000;
    /** Somebody is there if seen in this share of the time. */
    private static final double THERE = 0.3;

    private final Association association;
    private final Scene scene;
    private final List<Attention> found = new ArrayList<>();

    private Review(Association association) {
        this.association = association;
        this.scene = association.scene();
    }

    /** In order of time. */
    static List<Attention> of(
            Association association,
            InstructorChoice choice,
            List<Candidate> chosen,
            Following following,
            List<TrackedSample> samples) {
        Review review = new Review(association);
        review.reunions(following);
        review.mixUps(following);
        review.rivals(choice, chosen, following);
        review.absences(following, samples);
        review.found.addAll(new ViewWatch(review.scene).attention());
        review.found.sort(Comparator.comparingLong((Attention a) -> a.span().fromMs())
                .thenComparing(Attention::kind)
                .thenComparingLong(a -> a.span().toMs())
                .thenComparing(Attention::reason));
        return review.found;
    }

    private void reunions(Following following) {
        Reunion reunion = new Reunion(scene);
        for (int i = 1; i < following.tracklets().size(); i++) {
            Tracklet gone = following.tracklets().get(i - 1);
            Tracklet back = following.tracklets().get(i);
            // Where nobody looked, nobody can be told to look.
            if (back.first().frame() <= gone.last().frame()
                    || scene.unlooked(gone.last().frame(), back.first().frame()) > 0) {
                continue;
            }
            if (reunion.cost(Person.of(gone), Person.of(back)) >= UNSURE) {
                long away = back.first().tMs() - gone.last().tMs();
                add(
                        gone.last().tMs(),
                        back.first().tMs(),
                        Attention.Kind.IDENTITY,
                        "Whoever is seen again after " + Reasons.time(away / 1000.0) + " may be somebody else.");
            }
        }
    }

    private void mixUps(Following following) {
        for (Tracklet tracklet : following.tracklets()) {
            long from = -1;
            long to = -1;
            for (int frame : tracklet.doubts()) {
                if (from >= 0 && scene.tMs(frame) - to > TOGETHER_MS) {
                    mixUp(from, to);
                    from = -1;
                }
                from = from < 0 ? scene.tMs(frame) : from;
                to = scene.tMs(frame);
            }
            if (from >= 0) {
                mixUp(from, to);
            }
        }
    }

    private void mixUp(long from, long to) {
        add(from, to, Attention.Kind.IDENTITY, "Somebody else is so near that the two may have been mixed up.");
    }

    private void rivals(InstructorChoice choice, List<Candidate> chosen, Following following) {
        if (chosen.isEmpty()) {
            return;
        }
        for (Candidate other : choice.ranked()) {
            if (!following.persons().contains(other) && Judgement.rival(other, chosen.get(0))) {
                for (Span span : Summaries.present(other.person())) {
                    add(
                            span.fromMs(),
                            span.toMs(),
                            Attention.Kind.CANDIDATES,
                            "Person " + other.id() + " might be the instructor as well.");
                }
            }
        }
    }

    private void absences(Following following, List<TrackedSample> samples) {
        int start = -1;
        for (int i = 0; i <= samples.size(); i++) {
            boolean lost = i < samples.size() && !samples.get(i).valid();
            if (start >= 0 && (!lost || scene.afresh(i))) {
                absence(following, start, i - 1);
                start = -1;
            }
            if (lost && start < 0) {
                start = i;
            }
        }
    }

    private void absence(Following following, int from, int to) {
        if (scene.tMs(to) - scene.tMs(from) < ABSENT_MS) {
            return;
        }
        long others = association.candidates().stream()
                .filter(c -> !following.persons().contains(c))
                .filter(c -> sights(c.person(), from, to) >= THERE * (to - from + 1))
                .count();
        String who = others == 0 ? "Nobody is seen." : others == 1 ? "Somebody else is." : others + " others are.";
        add(
                scene.tMs(from),
                scene.tMs(to),
                Attention.Kind.ABSENT,
                others == 0 ? who : "The instructor is not seen. " + who);
    }

    private static long sights(Person person, int from, int to) {
        return person.tracklets().stream()
                .filter(t -> t.first().frame() <= to && t.last().frame() >= from)
                .flatMap(t -> t.boxes().stream())
                .filter(b -> b.frame() >= from && b.frame() <= to)
                .count();
    }

    private void add(long from, long to, Attention.Kind kind, String reason) {
        found.add(new Attention(new Span(from, to), kind, reason));
    }
}
