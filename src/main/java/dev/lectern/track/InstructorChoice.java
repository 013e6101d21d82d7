package dev.lectern.track;

import java.util.Comparator;
import java.util.List;

/** Says which person teaches. */
final class InstructorChoice {

    private InstructorChoice() {}

    record Candidate(Person person, Evidence evidence) {}

    /** All persons, the likeliest instructor first. */
    static List<Candidate> rank(List<Person> persons, Scene scene) {
        return persons.stream()
                .map(person -> new Candidate(person, Evidence.of(person, scene)))
                .sorted(Comparator.comparingDouble(
                                (Candidate c) -> -c.evidence().score())
                        .thenComparingInt(c -> c.person().first().frame())
                        .thenComparingInt(c -> c.person().first().index()))
                .toList();
    }
}
