package dev.lectern.track;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was said about who the instructor is; later rulings win over earlier ones about the same tracklet at the same time.
 *
 * <p>"This is the instructor" without a span replaces the automatic choice for all of the recording; with one it replaces it within
 * that time only, where then nobody else is followed. "This never is" takes the tracklet out of the automatic choice.
 *
 * @param rulings in the order in which they were made
 */
public record Corrections(List<Ruling> rulings) {

    /** Nobody said anything. */
    public static final Corrections NONE = new Corrections(List.of());

    public Corrections {
        rulings = List.copyOf(rulings);
    }

    boolean none() {
        return rulings.isEmpty();
    }

    boolean name(String tracklet) {
        return rulings.stream().anyMatch(r -> r.tracklet().equals(tracklet));
    }

    /** The same, where what was said of one of these tracklets was said of all of them: they are one person. */
    Corrections shared(Set<String> tracklets) {
        Set<Ruling> all = new LinkedHashSet<>();
        for (Ruling ruling : rulings) {
            Set<String> about = tracklets.contains(ruling.tracklet()) ? tracklets : Set.of(ruling.tracklet());
            for (String tracklet : about) {
                Ruling one = new Ruling(tracklet, ruling.instructor(), ruling.span());
                // What is said again is said last.
                all.remove(one);
                all.add(one);
            }
        }
        return new Corrections(List.copyOf(all));
    }

    /** The same without what was said of these: they are somebody else. */
    Corrections without(Set<String> tracklets) {
        return new Corrections(
                rulings.stream().filter(r -> !tracklets.contains(r.tracklet())).toList());
    }

    /** The last ruling about a tracklet that holds at that time, counted from 0; -1 if there is none. */
    int about(String tracklet, long tMs) {
        for (int i = rulings.size() - 1; i >= 0; i--) {
            if (rulings.get(i).tracklet().equals(tracklet) && rulings.get(i).holds(tMs)) {
                return i;
            }
        }
        return -1;
    }

    /** Tracklets of which, without a limit in time, that is the last word. */
    Set<String> always(boolean instructor) {
        Set<String> tracklets = new HashSet<>();
        for (Ruling ruling : rulings) {
            if (ruling.span() == null) {
                if (ruling.instructor() == instructor) {
                    tracklets.add(ruling.tracklet());
                } else {
                    tracklets.remove(ruling.tracklet());
                }
            }
        }
        return tracklets;
    }

    /** Whether the automatic choice has nothing to say at that time, because somebody else is named for it. */
    boolean decided(long tMs) {
        return rulings.stream()
                .anyMatch(r -> r.instructor() && r.span() != null && r.span().holds(tMs));
    }
}
