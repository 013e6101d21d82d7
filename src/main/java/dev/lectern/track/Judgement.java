package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;

/** Puts into words and numbers who was chosen and how sure that is. */
final class Judgement {

    private static final int MOST_ALTERNATIVES = 4;
    /** Half of the confidence that a score can give is given for this score. */
    private static final double SCORE_HALF = 0.08;
    /** What is left of the confidence if somebody else scores the same. */
    private static final double TIE = 0.35;
    /** Somebody with this share of the instructor's score is no rival any more. */
    private static final double FAR_BEHIND = 0.35;

    private static final double HAND_OVER = 0.7;
    private static final double SECOND_SCORE = 0.5;
    /** Two who teach together are about as far from the camera; what is much smaller is somebody far behind, or a thing. */
    private static final double SECOND_HEIGHT = 0.4;

    private static final double SECOND_PRESENCE = 0.2;
    private static final double SECOND_MANNER = 0.4;

    private Judgement() {}

    static Verdict of(
            InstructorChoice choice,
            List<Candidate> chosen,
            Following following,
            Corrections corrections,
            boolean regrouped) {
        boolean byHand = regrouped || !corrections.none();
        List<Candidate> others = choice.ranked().stream()
                .filter(c -> !following.persons().contains(c))
                .toList();
        String second = chosen.isEmpty() ? null : second(chosen.get(0), others);
        return new Verdict(
                following.persons().stream().map(Candidate::id).toList(),
                confidence(chosen, others, corrections),
                reasons(choice, chosen, following, corrections, byHand),
                others.stream()
                        .limit(MOST_ALTERNATIVES)
                        .map(c -> new Alternative(c.id(), c.score(), Reasons.forOther(c, c.id().equals(second))))
                        .toList(),
                second,
                byHand);
    }

    /** Whether a person is so near to the instructor in score that it might be the other way round. */
    static boolean rival(Candidate other, Candidate instructor) {
        return other.objection() == null
                && other.score() >= SECOND_SCORE * instructor.score()
                && other.evidence().height()
                        >= SECOND_HEIGHT * instructor.evidence().height();
    }

    private static String second(Candidate instructor, List<Candidate> others) {
        return others.stream()
                .filter(c -> rival(c, instructor)
                        && c.evidence().presence() >= SECOND_PRESENCE
                        && c.evidence().manner() >= SECOND_MANNER
                        && c.overlaps(instructor.person()))
                .map(Candidate::id)
                .findFirst()
                .orElse(null);
    }

    private static double confidence(List<Candidate> chosen, List<Candidate> others, Corrections corrections) {
        if (!corrections.always(true).isEmpty()) {
            return 1;
        }
        if (chosen.isEmpty()) {
            return others.isEmpty() ? 1 : 0.5;
        }
        Candidate main = chosen.get(0);
        double next = others.stream()
                .filter(c -> rival(c, main) || c.objection() == null && c.score() < SECOND_SCORE * main.score())
                .mapToDouble(c -> c.score() / main.score())
                .max()
                .orElse(0);
        double lead = Math.max(0, Math.min(1, (1 - next) / (1 - FAR_BEHIND)));
        double confidence = Stats.saturate(main.score(), SCORE_HALF) * (TIE + (1 - TIE) * lead);
        return confidence * (chosen.size() > 1 ? HAND_OVER : 1);
    }

    private static List<String> reasons(
            InstructorChoice choice,
            List<Candidate> chosen,
            Following following,
            Corrections corrections,
            boolean byHand) {
        List<String> reasons = new ArrayList<>();
        if (byHand) {
            reasons.add("Corrected by hand.");
        }
        if (!corrections.always(true).isEmpty()) {
            return reasons;
        }
        if (chosen.isEmpty()) {
            reasons.addAll(Reasons.forNobody(choice.ranked()));
            return reasons;
        }
        reasons.addAll(Reasons.forChoice(chosen.get(0)));
        if (chosen.size() > 1 && following.persons().size() > 1) {
            reasons.add("Others take over before or after, who are never there at the same time.");
        }
        return reasons;
    }
}
