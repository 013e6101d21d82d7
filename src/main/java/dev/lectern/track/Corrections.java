package dev.lectern.track;

import java.util.HashSet;
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
