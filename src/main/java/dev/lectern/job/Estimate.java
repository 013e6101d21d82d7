package dev.lectern.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * How long a job would take that has not begun, if it had all slots for itself: what its missing tasks cost, as measured on this
 * installation, dealt out in the order in which they are begun to the slots (list scheduling), and then the track.
 */
public final class Estimate {

    /**
     * What detecting costs at each quality, compared with looking at every picture: for qualities that were never used here. Measured
     * on two recordings, see docs/performance.md; between what was measured where much and where little moves.
     */
    private static final Map<Quality, Double> SHARES =
            Map.of(Quality.THOROUGH, 1.0, Quality.BALANCED, 0.34, Quality.FAST, 0.33);

    /** The same where people are small, whom the detector always looks at as exactly as it can. */
    private static final Map<Quality, Double> SHARES_WITH_SMALL_PEOPLE =
            Map.of(Quality.THOROUGH, 1.0, Quality.BALANCED, 0.57, Quality.FAST, 0.54);

    private Estimate() {}

    /**
     * Seconds from the begin of its first task to its end.
     *
     * @param made what exists already; nothing is known of a recording that was not inspected
     * @param slots how many tasks are done at once
     * @return at least 1; empty if nothing was measured yet that would tell, or nobody is there to work
     */
    public static OptionalLong seconds(Pipeline.Made made, Parameters parameters, Speeds speeds, int slots) {
        if (made.inspection() == null || slots < 1) {
            return OptionalLong.empty();
        }
        Map<Quality, Double> shares = made.inspection().smallPeople() ? SHARES_WITH_SMALL_PEOPLE : SHARES;
        List<Double> waiting = new ArrayList<>();
        double track = 0;
        for (Map.Entry<TaskName, Double> task :
                Work.of(made.inspection(), parameters).entrySet()) {
            TaskKind kind = task.getKey().kind();
            if (Progress.exists(task.getKey(), made)) {
                continue;
            }
            OptionalDouble cost = cost(kind, parameters.quality(), speeds, shares);
            if (cost.isEmpty()) {
                return OptionalLong.empty();
            }
            double seconds = cost.getAsDouble() * task.getValue();
            if (kind == TaskKind.TRACK) {
                track += seconds;
            } else {
                waiting.add(seconds);
            }
        }
        return OptionalLong.of(Math.max(1, Math.round(span(waiting, slots) + track)));
    }

    /** Seconds per unit of {@link Work}: as measured; else as another quality's, or as that of detecting, to which it compares. */
    private static OptionalDouble cost(TaskKind kind, Quality quality, Speeds speeds, Map<Quality, Double> shares) {
        OptionalDouble own = speeds.secondsPerWork(new Speeds.Of(kind, quality));
        if (own.isPresent()) {
            return own;
        }
        Quality wanted = kind == TaskKind.DETECT ? quality : Quality.THOROUGH;
        for (Quality known : List.of(Quality.THOROUGH, Quality.BALANCED, Quality.FAST)) {
            OptionalDouble other = speeds.secondsPerWork(new Speeds.Of(TaskKind.DETECT, known));
            if (other.isPresent()) {
                return OptionalDouble.of(other.getAsDouble() * shares.get(wanted) / shares.get(known));
            }
        }
        return OptionalDouble.empty();
    }

    /** When the last slot is done, if each takes the next task when it is done with the one it has. */
    private static double span(List<Double> waiting, int slots) {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(slots, 0.0));
        double last = 0;
        for (double seconds : waiting) {
            double end = free.remove() + seconds;
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }
}
