package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Says which person teaches: whoever scores most among those against whom there is no objection. Who took over from that person, or
 * from whom that person took over, teaches as well; somebody who comes by while the teacher is away does not.
 */
final class InstructorChoice {

    /** Somebody who takes over scores at least this share of the other, and stays for at least that share of the other's time. */
    private static final double SUCCESSOR_SCORE = 0.4;

    private static final double SUCCESSOR_TIME = 0.4;
    /** The manner of people who sit in rows: see {@link Evidence#manner}. */
    private static final double SEATED_MANNER = 0.27;

    private static final double SEATED_PRESENCE = 0.3;
    /** As many of them are an audience and not a lesson at a table. */
    private static final int ROW = 4;

    private final List<Candidate> ranked;

    private InstructorChoice(List<Candidate> ranked) {
        this.ranked = ranked;
    }

    /** Ranks everybody but those who are said not to be the instructor; {@code persons} in order of their first sight. */
    static InstructorChoice among(List<Candidate> persons, Set<String> never) {
        return new InstructorChoice(persons.stream()
                .filter(c -> c.person().tracklets().stream().anyMatch(t -> !never.contains(t.id())))
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.score())
                        .thenComparingInt(c -> c.person().first().frame())
                        .thenComparingInt(c -> c.person().first().index()))
                .toList());
    }

    /** Everybody, the likeliest first. */
    List<Candidate> ranked() {
        return ranked;
    }

    /** The instructor, and whoever taught before or after; empty if nobody teaches. */
    List<Candidate> chosen() {
        List<Candidate> possible =
                ranked.stream().filter(c -> c.objection() == null).toList();
        if (possible.isEmpty() || audienceOnly(possible)) {
            return List.of();
        }
        Candidate main = possible.get(0);
        List<Candidate> chosen = new ArrayList<>(List.of(main));
        for (Candidate other : possible) {
            boolean alike = other.score() >= SUCCESSOR_SCORE * main.score()
                    && other.evidence().seconds()
                            >= SUCCESSOR_TIME * main.evidence().seconds();
            if (alike && chosen.stream().noneMatch(c -> c.overlaps(other.person()))) {
                chosen.add(other);
            }
        }
        return chosen;
    }

    private static boolean audienceOnly(List<Candidate> possible) {
        return possible.get(0).evidence().manner() < SEATED_MANNER
                && possible.stream()
                                .filter(c -> c.evidence().presence() > SEATED_PRESENCE)
                                .count()
                        >= ROW;
    }
}
