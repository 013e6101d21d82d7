package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins tracklets to persons over gaps of any length: whoever vanished is matched with whoever appears later, the likeliest pair
 * of the whole recording first. Appearance will be one more term of {@link #cost}.
 */
final class Joiner {

    /** Pairs that cost more stay apart. */
    private static final double LIMIT = 3;
    /** Only the likeliest successors of each are kept, so that memory stays linear. */
    private static final int SUCCESSORS = 8;
    /** Tracklets of fewer boxes than this are noise of the detector, unless the recording is hardly longer itself. */
    private static final int SHORTEST = 3;
    /** Boxes at either end that tell the size. */
    private static final int SIZE_BOXES = 10;
    /** How fast a person may have walked unseen, in sizes per second, and how much a place is uncertain at once, in sizes. */
    private static final double WALK = 1.3;

    private static final double SLACK = 0.6;
    private static final double HIDDEN_WALK_SECONDS = 3;
    /** One is added to the cost for this factor between sizes (natural logarithm), for each eightfold of the time, and for each reach. */
    private static final double SIZE_SD = 0.3;

    private static final double TIME_WEIGHT = 1 / Math.log(8);
    /** A box this near to the border is cut by it: the person may be anywhere outside. */
    private static final double BORDER = 0.015;

    private final double aspect;
    private final double strongScore;
    private final int shortest;

    Joiner(Scene scene, double strongScore) {
        this.aspect = scene.aspect();
        this.shortest = Math.max(1, Math.min(SHORTEST, scene.size() / 3));
        this.strongScore = strongScore;
    }

    private record Link(int from, int to, double cost) {}

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
        links.sort(Comparator.comparingDouble(Link::cost)
                .thenComparingInt(Link::from)
                .thenComparingInt(Link::to));
        int[] next = new int[persons.size()];
        boolean[] follows = new boolean[persons.size()];
        for (Link link : links) {
            if (next[link.from()] == 0 && !follows[link.to()]) {
                next[link.from()] = link.to();
                follows[link.to()] = true;
            }
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
                double cost = cost(person, persons.get(to));
                if (cost < LIMIT) {
                    links.add(new Link(from, to, cost));
                }
            }
        }
        links.sort(Comparator.comparingDouble(Link::cost));
        return links.size() > SUCCESSORS ? links.subList(0, SUCCESSORS) : links;
    }

    /** How unlikely it is that {@code later} is {@code earlier} seen again; 0 at best. */
    private double cost(Person earlier, Person later) {
        Box gone = earlier.last();
        Box back = later.first();
        double seconds = back.seconds() - gone.seconds();
        double before = typicalSize(earlier.tracklets().get(earlier.tracklets().size() - 1), true);
        double after = typicalSize(later.tracklets().get(0), false);
        double size = Math.abs(Math.log(after / before)) / SIZE_SD;
        double time = TIME_WEIGHT * Math.log1p(seconds);
        double scale = Math.sqrt(before * after);
        double far = Math.hypot(back.cx() - gone.cx(), back.top() - gone.top()) / scale;
        // Inside the picture one comes back near to where one was hidden; outside one may walk on, and round behind the
        // camera.
        double unseen = outside(gone) && outside(back) ? seconds : Math.min(seconds, HIDDEN_WALK_SECONDS);
        double place = far / (SLACK + WALK * unseen);
        return size + time + place;
    }

    private boolean outside(Box box) {
        return box.left() < BORDER || box.right() > aspect - BORDER || box.bottom() > 1 - BORDER && box.h() < 0.5;
    }

    /** The upper quartile at one end of a tracklet, since a person who comes and goes is cut by the border for a moment. */
    private static double typicalSize(Tracklet tracklet, boolean atEnd) {
        int n = Math.min(SIZE_BOXES, tracklet.length());
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            sizes[i] =
                    tracklet.boxes().get(atEnd ? tracklet.length() - 1 - i : i).size();
        }
        return Stats.quantile(sizes, 0.75);
    }
}
