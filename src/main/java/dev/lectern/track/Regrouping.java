package dev.lectern.track;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Persons while their tracklets are put together in another way; who is not touched stays the same to the last digit. */
final class Regrouping {

    /** Two boxes for one person are common for a moment, when a tracker goes over from one to the other. */
    private static final double SHARED_SECONDS = 3;

    private final Scene scene;
    private final Map<String, Candidate> before = new LinkedHashMap<>();
    private final Map<String, List<Tracklet>> groups = new LinkedHashMap<>();
    private final Set<String> touched = new HashSet<>();

    Regrouping(Association association) {
        this.scene = association.scene();
        for (Candidate candidate : association.candidates()) {
            before.put(candidate.id(), candidate);
            groups.put(candidate.id(), new ArrayList<>(candidate.person().tracklets()));
        }
    }

    List<Tracklet> tracklets() {
        return groups.values().stream().flatMap(Collection::stream).toList();
    }

    /** The names of a person's tracklets, in order of time. */
    Set<String> names(String person) {
        Set<String> names = new LinkedHashSet<>();
        groups.get(person).forEach(t -> names.add(t.id()));
        return names;
    }

    /** The persons of these tracklets, the one with the lowest number first. */
    List<String> holders(Set<Tracklet> tracklets) {
        return groups.keySet().stream()
                .filter(id -> groups.get(id).stream().anyMatch(tracklets::contains))
                .sorted(Comparator.comparingInt(Regrouping::number))
                .toList();
    }

    /** Cuts a tracklet in two at a moment, if it goes on over it. */
    void cut(Tracklet tracklet, long atMs) {
        List<Box> early = tracklet.boxes().stream().filter(b -> b.tMs() < atMs).toList();
        List<Box> late = tracklet.boxes().stream().filter(b -> b.tMs() >= atMs).toList();
        if (early.isEmpty() || late.isEmpty()) {
            return;
        }
        for (Map.Entry<String, List<Tracklet>> group : groups.entrySet()) {
            int at = group.getValue().indexOf(tracklet);
            if (at >= 0) {
                group.getValue().set(at, Tracklet.of(early, doubts(tracklet, early)));
                group.getValue().add(at + 1, Tracklet.of(late, doubts(tracklet, late)));
                touched.add(group.getKey());
                return;
            }
        }
    }

    /**
     * Gives tracklets to a person.
     *
     * @return whether that was possible; nobody is in two places at once
     */
    boolean move(Set<Tracklet> tracklets, String to) {
        List<Tracklet> together = new ArrayList<>(groups.getOrDefault(to, List.of()));
        tracklets.stream().filter(t -> !together.contains(t)).forEach(together::add);
        Optional<List<Tracklet>> one = oneAfterTheOther(together);
        if (one.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, List<Tracklet>> group : groups.entrySet()) {
            if (!group.getKey().equals(to) && group.getValue().removeIf(tracklets::contains)) {
                touched.add(group.getKey());
            }
        }
        groups.put(to, new ArrayList<>(one.get()));
        touched.add(to);
        return true;
    }

    /** In order of the first sight. */
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        groups.forEach((id, tracklets) -> {
            if (!touched.contains(id)) {
                candidates.add(before.get(id));
            } else if (!tracklets.isEmpty()) {
                Person person = person(tracklets);
                candidates.add(new Candidate(id, person, Evidence.of(person, scene)));
            }
        });
        candidates.sort(
                Comparator.comparingInt((Candidate c) -> c.person().first().frame())
                        .thenComparingInt(c -> c.person().first().index()));
        return candidates;
    }

    /** These, each ending before the next begins; empty if some are seen together for longer than a moment. */
    static Optional<List<Tracklet>> oneAfterTheOther(List<Tracklet> tracklets) {
        List<Tracklet> sorted = new ArrayList<>(tracklets);
        sorted.sort(Comparator.comparingInt((Tracklet t) -> t.first().frame())
                .thenComparingInt(t -> t.first().index()));
        for (int i = 1; i < sorted.size(); i++) {
            Tracklet one = sorted.get(i - 1);
            Box next = sorted.get(i).first();
            if (next.frame() > one.last().frame()) {
                continue;
            }
            boolean inside = sorted.get(i).last().frame() <= one.last().frame();
            List<Box> rest =
                    one.boxes().stream().filter(b -> b.frame() < next.frame()).toList();
            if (inside || rest.isEmpty() || one.last().seconds() - next.seconds() > SHARED_SECONDS) {
                return Optional.empty();
            }
            sorted.set(i - 1, Tracklet.of(rest, doubts(one, rest)));
        }
        return Optional.of(sorted);
    }

    static int number(String person) {
        return Integer.parseInt(person.substring(1));
    }

    private static Person person(List<Tracklet> tracklets) {
        Person person = null;
        for (Tracklet tracklet : tracklets) {
            Person next = Person.of(tracklet);
            person = person == null ? next : person.then(next);
        }
        return person;
    }

    private static List<Integer> doubts(Tracklet tracklet, List<Box> boxes) {
        int from = boxes.get(0).frame();
        int to = boxes.get(boxes.size() - 1).frame();
        return tracklet.doubts().stream().filter(f -> f >= from && f <= to).toList();
    }
}
