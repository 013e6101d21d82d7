package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins tracklets to persons over gaps of any length: whoever vanished is matched with whoever appears later ({@link Reunion} says how
 * likely a pair is), so that all of the recording is as likely as can be ({@link Matching}). Then it is done again with what is joined,
 * whose looks are known better, until nothing more fits.
 */
final class Joiner {

    /** Only the likeliest successors of each are kept, so that memory stays linear. */
    private static final int SUCCESSORS = 8;
    /** Tracklets of fewer boxes than this are noise of the detector, unless the recording is hardly longer itself. */
    static final int SHORTEST = 3;

    private final Reunion reunion;
    private final double strongScore;
    private final int shortest;

    Joiner(Scene scene, double strongScore) {
        this.reunion = new Reunion(scene);
        this.shortest = Math.max(1, Math.min(SHORTEST, scene.size() / 3));
        this.strongScore = strongScore;
    }

    /** Persons in the order of their first box. */
    List<Person> join(List<Tracklet> tracklets) {
        List<Person> persons = new ArrayList<>();
        for (Tracklet tracklet : tracklets) {
            if (tracklet.length() >= shortest && tracklet.bestScore() >= strongScore) {
                persons.add(Person.of(tracklet));
            }
        }
        int before;
        do {
            before = persons.size();
            persons.sort(Comparator.comparingInt((Person p) -> p.first().frame())
                    .thenComparingInt(p -> p.first().index()));
            persons = joinOnce(persons);
        } while (persons.size() < before);
        return persons;
    }

    private List<Person> joinOnce(List<Person> persons) {
        List<Link> links = new ArrayList<>();
        for (int from = 0; from < persons.size(); from++) {
            links.addAll(likeliest(persons, from));
        }
        int[] next = new int[persons.size()];
        boolean[] follows = new boolean[persons.size()];
        for (Link link : Matching.of(links, persons.size())) {
            next[link.from()] = link.to();
            follows[link.to()] = true;
        }
        List<Person> joined = new ArrayList<>();
        for (int i = 0; i < persons.size(); i++) {
            if (!follows[i]) {
                Person person = persons.get(i);
                for (int later = next[i]; later != 0; later = next[later]) {
                    person = person.then(persons.get(later));
                }
                joined.add(person);
            }
        }
        return joined;
    }

    private List<Link> likeliest(List<Person> persons, int from) {
        List<Link> links = new ArrayList<>();
        Person person = persons.get(from);
        // Persons are in order of their beginning, so whoever may follow stands behind; and 0 is nobody's successor.
        for (int to = from + 1; to < persons.size(); to++) {
            if (persons.get(to).first().frame() > person.last().frame()) {
                double cost = reunion.cost(person, persons.get(to));
                if (cost < Reunion.LIMIT) {
                    links.add(new Link(from, to, cost));
                }
            }
        }
        links.sort(Comparator.comparingDouble(Link::cost));
        return links.size() > SUCCESSORS ? links.subList(0, SUCCESSORS) : links;
    }
}
