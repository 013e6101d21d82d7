package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why somebody was chosen, or was not, in words. */
final class Reasons {

    /** From here on a sign is worth a word. */
    private static final double STRONG = 0.5;

    private static final double WHOLE = 0.8;

    private Reasons() {}

    /** Sentences, the weightiest first. */
    static List<String> forChoice(Candidate chosen) {
        Evidence evidence = chosen.evidence();
        List<String> reasons = new ArrayList<>();
        reasons.add("Followed for " + time(evidence.seconds()) + ", " + percent(evidence.presence())
                + " of the recording.");
        if (evidence.walking() >= STRONG || evidence.roaming() >= STRONG) {
            reasons.add("Walks about, which audiences hardly do.");
        }
        if (evidence.standing() >= STRONG) {
            reasons.add("Stands upright.");
        }
        if (evidence.whole() >= WHOLE) {
            reasons.add("Is not cut by the lower border, as the front row is.");
        }
        if (evidence.alive() < STRONG) {
            reasons.add("Hardly moves: this may be a picture of somebody.");
        }
        return reasons;
    }

    /** What speaks against, or for, somebody who was not chosen. */
    static String forOther(Candidate other, boolean second) {
        Evidence evidence = other.evidence();
        List<String> words = new ArrayList<>();
        if (other.objection() != null) {
            words.add(other.objection());
        }
        if (second) {
            words.add("seems to teach as well");
        }
        words.add("there for " + percent(evidence.presence()) + " of the recording");
        if (evidence.whole() < STRONG) {
            words.add("cut by the lower border");
        }
        if (evidence.walking() < 0.1 && evidence.roaming() < STRONG) {
            words.add("stays in one place");
        }
        String all = String.join(", ", words);
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
    }

    /** Why nobody was chosen. */
    static List<String> forNobody(List<Candidate> ranked) {
        if (ranked.isEmpty()) {
            return List.of("Nobody was found in the recording.");
        }
        Candidate first = ranked.get(0);
        return List.of(
                first.objection() == null
                        ? "Only an audience was found: everybody sits."
                        : "Whoever comes nearest " + first.objection() + ".");
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
