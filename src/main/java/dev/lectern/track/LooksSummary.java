package dev.lectern.track;

import dev.lectern.detect.Appearance;
import java.util.List;
import java.util.Objects;

/**
 * What somebody looks like.
 *
 * @param upper the strongest colour of the upper body in a word; null if not known
 * @param lower likewise of the legs
 * @param shares as {@link Appearance#share} numbers them, 0 to 255; empty if not known
 */
public record LooksSummary(String upper, String lower, List<Integer> shares) {

    private static final List<String> WORDS = List.of(
            "red",
            "orange",
            "lime green",
            "green",
            "cyan",
            "blue",
            "violet",
            "pink",
            "black",
            "dark grey",
            "light grey",
            "white");

    public LooksSummary {
        shares = List.copyOf(shares);
        if (shares.isEmpty() ? upper != null || lower != null : upper == null || lower == null) {
            throw new IllegalArgumentException("looks " + upper + ", " + lower + " of " + shares);
        }
    }

    static LooksSummary of(Looks looks) {
        if (!looks.known()) {
            return new LooksSummary(null, null, List.of());
        }
        Integer[] shares = new Integer[Appearance.SHARES];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (int) Math.round(looks.share(i));
        }
        return new LooksSummary(word(shares, 0), word(shares, WORDS.size()), List.of(shares));
    }

    private static String word(Integer[] shares, int from) {
        int best = 0;
        for (int i = 1; i < WORDS.size(); i++) {
            best = Objects.requireNonNull(shares[from + i]) > shares[from + best] ? i : best;
        }
        return WORDS.get(best);
    }
}
