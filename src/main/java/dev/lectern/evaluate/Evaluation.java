package dev.lectern.evaluate;

import java.util.Objects;
import java.util.Optional;

/**
 * How well a recording was followed.
 *
 * @param instructor of the one track of the result
 * @param identities of everybody; empty if the truth knows the instructor only
 */
public record Evaluation(InstructorFigures instructor, Optional<IdentityFigures> identities) {

    public Evaluation {
        Objects.requireNonNull(instructor);
        Objects.requireNonNull(identities);
    }

    /** Compares. */
    public static Evaluation of(Truth truth, Followed followed) {
        InstructorFigures instructor = InstructorFigures.of(truth, followed.instructor());
        return new Evaluation(
                instructor,
                truth.others().isEmpty()
                        ? Optional.empty()
                        : Optional.of(IdentityFigures.of(Sequence.of(truth, followed))));
    }
}
