package dev.lectern.track;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who is who in a recording after all that was said about it, one thing after the other. Nothing said: the association as it is, and
 * so the same result, byte for byte. Persons keep their ids; who is told apart from a person gets the next free one.
 */
public final class Amended {

    private final Association association;
    private final String detections;
    private final Corrections corrections;
    /** The last number that was given to a person, also to one that is no more. */
    private final int lastNumber;

    private final boolean regrouped;

    private Amended(
            Association association, String detections, Corrections corrections, int lastNumber, boolean regrouped) {
        this.association = association;
        this.detections = Objects.requireNonNull(detections);
        this.corrections = corrections;
        this.lastNumber = lastNumber;
        this.regrouped = regrouped;
    }

    /**
     * A recording about which nothing was said.
     *
     * @param detections names what it was associated from
     */
    public static Amended none(Association association, String detections) {
        return new Amended(
                association,
                detections,
                Corrections.NONE,
                association.candidates().size(),
                false);
    }

    /** After one thing more. What it speaks of and is not there changes nothing. */
    public Amended with(Amendment said) {
        if (said instanceof Amendment.Ruled ruled) {
            return ruled(ruled);
        }
        return said instanceof Amendment.Merged merged ? merged(merged) : parted((Amendment.Parted) said);
    }

    /** Who teaches, and where that person was. */
    public Decision decide() {
        return Tracking.decide(association, corrections, regrouped);
    }

    /** The last word on a tracklet without a limit in time: true that it is the instructor, false that it never is; else empty. */
    public Optional<Boolean> ruling(String tracklet) {
        if (corrections.always(true).contains(tracklet)) {
            return Optional.of(true);
        }
        return corrections.always(false).contains(tracklet) ? Optional.of(false) : Optional.empty();
    }

    /** Where a person or a tracklet shows best; empty if there is none of that id. */
    public Optional<Portrait> portrait(String id) {
        for (Candidate candidate : association.candidates()) {
            if (candidate.id().equals(id)) {
                return Optional.of(Summaries.portrait(candidate.person().boxes()));
            }
            for (Tracklet tracklet : candidate.person().tracklets()) {
                if (tracklet.id().equals(id)) {
                    return Optional.of(Summaries.portrait(tracklet.boxes()));
                }
            }
        }
        return Optional.empty();
    }

    Association association() {
        return association;
    }

    String detections() {
        return detections;
    }

    private Amended ruled(Amendment.Ruled said) {
        Recognition recognition = recognition(new Regrouping(association));
        Set<String> instructor = names(recognition.of(said.instructor(), holds(said)));
        Set<String> never = names(recognition.of(said.never(), holds(said)));
        return new Amended(association, detections, amended(instructor, never, said.span()), lastNumber, regrouped);
    }

    /** "This is the instructor" takes the place of all that was named before, for its time. */
    private Corrections amended(Set<String> instructor, Set<String> never, Span span) {
        List<Ruling> rulings = new ArrayList<>(corrections.rulings());
        if (!instructor.isEmpty()) {
            Set<String> replaced = new HashSet<>();
            rulings.stream()
                    .filter(Ruling::instructor)
                    .map(Ruling::tracklet)
                    .filter(Predicate.not(instructor::contains))
                    .forEach(replaced::add);
            if (span == null) {
                rulings.removeIf(Ruling::instructor);
            } else {
                replaced.stream().sorted().forEach(t -> rulings.add(new Ruling(t, false, span)));
            }
        }
        Stream.concat(
                        never.stream().map(t -> new Ruling(t, false, span)),
                        instructor.stream().map(t -> new Ruling(t, true, span)))
                .forEach(rulings::add);
        return new Corrections(rulings);
    }

    private Amended merged(Amendment.Merged said) {
        Regrouping persons = new Regrouping(association);
        Set<Tracklet> all = recognition(persons).of(said.tracklets(), holds(said));
        List<String> holders = persons.holders(all);
        if (holders.isEmpty() || !persons.move(all, holders.get(0))) {
            return this;
        }
        return regrouped(persons, corrections.shared(persons.names(holders.get(0))), lastNumber);
    }

    private Amended parted(Amendment.Parted said) {
        Regrouping persons = new Regrouping(association);
        if (said.cut() != null) {
            recognition(persons)
                    .of(List.of(said.cut()), holds(said))
                    .forEach(tracklet -> persons.cut(tracklet, said.atMs()));
        }
        Set<Tracklet> moved = recognition(persons).of(said.moved(), holds(said));
        if (moved.isEmpty() || !persons.move(moved, "p" + (lastNumber + 1))) {
            return this;
        }
        return regrouped(persons, corrections.without(names(moved)), lastNumber + 1);
    }

    private Amended regrouped(Regrouping persons, Corrections rulings, int number) {
        return new Amended(association.with(persons.candidates()), detections, rulings, number, true);
    }

    private boolean holds(Amendment said) {
        return said.detections().equals(detections);
    }

    private Recognition recognition(Regrouping persons) {
        return new Recognition(association.scene(), persons.tracklets());
    }

    private static Set<String> names(Set<Tracklet> tracklets) {
        Set<String> names = new LinkedHashSet<>();
        tracklets.forEach(t -> names.add(t.id()));
        return names;
    }
}
