package dev.lectern.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses which name was meant. */
final class Spelling {

    private Spelling() {}

    /**
     * The nearest of the known names, letters of either case alike, if no more than a third of its letters are missing, too
     * many, other ones or swapped with their neighbour (F. J. Damerau's distance of 1964, each place touched once).
     *
     * @param prefix what all names have in front in common, left out of the comparison
     * @return {@code ; did you mean X?} or a full stop, to be put at the end of a sentence
     */
    static String suggestion(String prefix, String written, Stream<String> known) {
        Optional<String> nearest = known.min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> 3 * distance(written, name) <= name.length());
        return nearest.map(name -> "; did you mean " + prefix + name + "?").orElse(".");
    }

    private static int distance(String written, String known) {
        String a = written.toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edits(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
