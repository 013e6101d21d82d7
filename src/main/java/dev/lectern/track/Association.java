package dev.lectern.track;

import dev.lectern.job.Inspection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everybody who was followed through a recording, before anybody has said who of them teaches. It is the costly half of the work
 * (seconds for hours with many people); choosing, with or without corrections, takes milliseconds.
 */
public final class Association {

    private final Inspection inspection;
    private final Scene scene;
    private final int gapLimitSamples;
    private final List<Candidate> persons;

    Association(Inspection inspection, Scene scene, int gapLimitSamples, List<Person> persons) {
        this.inspection = inspection;
        this.scene = scene;
        this.gapLimitSamples = gapLimitSamples;
        List<Candidate> candidates = new ArrayList<>(persons.size());
        for (Person person : persons) {
            String id = name(candidates.size());
            candidates.add(new Candidate(id, person, Evidence.of(person, scene)));
        }
        this.persons = List.copyOf(candidates);
    }

    private Association(List<Candidate> persons, Inspection inspection, Scene scene, int gapLimitSamples) {
        this.inspection = inspection;
        this.scene = scene;
        this.gapLimitSamples = gapLimitSamples;
        this.persons = List.copyOf(persons);
    }

    /** The id of a person, counted from 0 in order of the first sight. */
    static String name(int index) {
        return "p" + (index + 1);
    }

    /** Of persons of whom it is known what speaks for them, in order of the first sight. */
    static Association of(Inspection inspection, Scene scene, int gapLimitSamples, List<Candidate> persons) {
        return new Association(persons, inspection, scene, gapLimitSamples);
    }

    /** The same recording with other persons in it, in order of the first sight. */
    Association with(List<Candidate> changed) {
        return new Association(changed, inspection, scene, gapLimitSamples);
    }

    /** Everybody, in order of the first sight. */
    public List<PersonSummary> persons() {
        return persons.stream().map(Summaries::of).toList();
    }

    /** The ids of all tracklets that corrections may name. */
    public Set<String> tracklets() {
        Set<String> ids = new HashSet<>();
        persons.forEach(c -> c.person().tracklets().forEach(t -> ids.add(t.id())));
        return ids;
    }

    /** In order of the first sight. */
    List<Candidate> candidates() {
        return persons;
    }

    Inspection inspection() {
        return inspection;
    }

    Scene scene() {
        return scene;
    }

    int gapLimitSamples() {
        return gapLimitSamples;
    }
}
