package dev.lectern.track;

import java.util.List;
import java.util.Objects;

/**
 * What was found besides the track.
 *
 * @param instructor who teaches and why
 * @param persons those who matter most, in order of the first sight
 * @param personsFound how many there are in all
 * @param quality how far the track is to be trusted
 */
public record Findings(Verdict instructor, List<PersonSummary> persons, int personsFound, QualityReport quality) {

    public Findings {
        Objects.requireNonNull(instructor);
        Objects.requireNonNull(quality);
        persons = List.copyOf(persons);
    }
}
