package dev.lectern.track;

import java.util.Objects;

/**
 * Somebody else who might be the instructor.
 *
 * @param person id of the person
 * @param score as of {@link PersonSummary}
 * @param reason what speaks against, or for, in words
 */
public record Alternative(String person, double score, String reason) {

    public Alternative {
        Objects.requireNonNull(person);
        Objects.requireNonNull(reason);
    }
}
