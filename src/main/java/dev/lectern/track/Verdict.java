package dev.lectern.track;

import java.util.List;
import java.util.Objects;

/**
 * Who teaches.
 *
 * @param persons ids of those whose track is the result: one, or several who taught one after the other or were said to by a
 *     correction; empty if nobody does
 * @param confidence 0 to 1: how much speaks for this choice and against the next one. It orders results by how much they
 *     deserve a look; it is no probability
 * @param reasons in words
 * @param alternatives the likeliest others, best first
 * @param secondTeacher id of somebody who seems to teach as well, at the same time; or null
 * @param corrected whether people said something about it that counts: who it is or never is, or which persons are one and which are not
 */
public record Verdict(
        List<String> persons,
        double confidence,
        List<String> reasons,
        List<Alternative> alternatives,
        String secondTeacher,
        boolean corrected) {

    public Verdict {
        persons = List.copyOf(persons);
        reasons = List.copyOf(reasons);
        alternatives = List.copyOf(alternatives);
        Objects.requireNonNull(reasons);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence of " + confidence);
        }
    }

    /** Whether nobody teaches in this recording. */
    public boolean nobody() {
        return persons.isEmpty();
    }
}
