package dev.lectern.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long the rest of one job takes, from how long its tasks have taken so far. What is left is dealt out, in the order in which
 * tasks are begun, to as many slots as were seen at work on this job (list scheduling); the longest of them, and then the track,
 * make the forecast.
 *
 * <p>The cost of a kind of task is measured as time spent per unit of weight (see {@link Progress}), what was measured lately
 * counting more; a kind that was not seen yet is taken to cost per unit what the others do. Encoding sound counts as a kind of its own:
 * how its cost compares with that of pictures depends on how large these are. So a forecast is as good as the
 * machine is steady, and as the weights are as long as one kind of task has not begun.
 *
 * <p>Not thread safe, and asks nobody for the time.
 */
public final class Forecast {

    /** For how long a slot that ended a task is expected to take another. */
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private final Parameters parameters;
    private final Map<TaskName, Stand> running = new HashMap<>();
    private final Costs costs = new Costs();
    private Map<TaskName, Double> weights = Map.of();
    private Set<TaskName> sound = Set.of();
    private int slots;
    private Instant slotsSeen = Instant.EPOCH;

    /** @param parameters how the job is processed */
    public Forecast(Parameters parameters) {
        this.parameters = parameters;
    }

    /** The recording was inspected, so that it is known what there is to do. */
    public void inspected(Inspection inspection) {
        if (weights.isEmpty()) {
            weights = Progress.weights(inspection, parameters);
            sound = PiecePlan.of(inspection).stream()
                    .filter(Piece::sound)
                    .map(piece -> TaskName.encode(piece.index()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private Costs.Of of(TaskName task) {
        return new Costs.Of(task.kind(), sound.contains(task));
    }

    /** A task was taken by a slot. */
    public void began(TaskName task, Instant now) {
        running.put(task, new Stand(0, now));
        countSlots(now);
    }

    /**
     * A task came further. One that was not known to have begun is measured from here.
     *
     * @param fraction 0 to 1
     * @return whether it is more than before
     */
    public boolean moved(TaskName task, double fraction, Instant now) {
        Stand stand = running.get(task);
        if (stand == null) {
            running.put(task, new Stand(fraction, now));
            countSlots(now);
            return true;
        }
        if (!(fraction > stand.fraction)) {
            return false;
        }
        measure(task, stand, fraction, now);
        countSlots(now);
        return true;
    }

    /** A task is no longer under way; {@code made} if that is because it is done. */
    public void ended(TaskName task, boolean made, Instant now) {
        Stand stand = running.remove(task);
        if (stand != null && made) {
            measure(task, stand, 1, now);
        }
    }

    /** How much of each task that is under way is done, 0 to 1. */
    public Map<TaskName, Double> fractions() {
        Map<TaskName, Double> fractions = new HashMap<>();
        running.forEach((task, stand) -> fractions.put(task, stand.fraction));
        return fractions;
    }

    /** The kinds of task that are under way. */
    public Set<TaskKind> kinds() {
        Set<TaskKind> kinds = Collections.newSetFromMap(new EnumMap<>(TaskKind.class));
        running.keySet().forEach(task -> kinds.add(task.kind()));
        return kinds;
    }

    /**
     * How long the rest takes.
     *
     * @param made what exists
     * @return whole seconds, at least 0; null if nothing was measured that would tell
     */
    public Long seconds(Pipeline.Made made, Instant now) {
        Stand rendering = running.get(TaskName.RENDER);
        if (rendering != null) {
            // A job that renders does nothing else.
            double cost = costs.of(of(TaskName.RENDER));
            return Double.isNaN(cost) ? null : Long.valueOf((long) Math.ceil(cost * (1 - rendering.fraction)));
        }
        double usual = costs.usual();
        if (made.inspection() == null || Double.isNaN(usual)) {
            return null;
        }
        Map<TaskName, Double> weights = Progress.weights(made.inspection(), parameters);
        List<Double> underWay = new ArrayList<>();
        List<Double> waiting = new ArrayList<>();
        weights.forEach((task, weight) -> {
            if (task.kind() == TaskKind.TRACK || Progress.exists(task, made)) {
                return;
            }
            double seconds = weight * cost(task, usual);
            Stand stand = running.get(task);
            if (stand == null) {
                waiting.add(seconds);
            } else {
                underWay.add(Math.max(0, seconds * (1 - stand.fraction) - seconds(stand.at, now)));
            }
        });
        Stand tracking = running.get(TaskName.TRACK);
        double track = weights.get(TaskName.TRACK)
                * cost(TaskName.TRACK, usual)
                * (1 - (tracking == null ? 0 : tracking.fraction));
        return (long) Math.ceil(span(underWay, waiting) + track);
    }

    /**
     * How many pictures a kind of task gets through in a second, all slots that are at it together.
     *
     * @param inspection null if there is none yet
     * @return null if it has no pictures, is not under way or was not measured yet
     */
    public Double picturesPerSecond(TaskKind kind, Inspection inspection) {
        Costs.Of of = Costs.Of.pictures(kind);
        double cost = costs.of(of);
        long slotsAtIt =
                running.keySet().stream().filter(task -> of(task).equals(of)).count();
        if (inspection == null || slotsAtIt == 0 || !(cost > 0)) {
            return null;
        }
        double sampled = Math.min(inspection.pictures(), inspection.durationMs() / 1000.0 * parameters.sampleFps());
        double pictures =
                switch (kind) {
                    case ENCODE, TRANSCODE -> inspection.pictures();
                    case DETECT -> sampled;
                    case INSPECT, TRACK, RENDER -> 0;
                };
        double all = Progress.weights(inspection, parameters).entrySet().stream()
                .filter(task -> of(task.getKey()).equals(of))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double perSecond = pictures / all / cost * slotsAtIt;
        return pictures == 0 ? null : Math.round(perSecond * 10) / 10.0;
    }

    private void measure(TaskName task, Stand stand, double fraction, Instant now) {
        double weight = weights.getOrDefault(task, 1.0) * (fraction - stand.fraction);
        costs.add(of(task), weight, seconds(stand.at, now));
        stand.fraction = fraction;
        stand.at = now;
    }

    private void countSlots(Instant now) {
        if (running.size() >= slots || slotsSeen.plus(HAND_OVER).isBefore(now)) {
            slots = running.size();
            slotsSeen = now;
        }
    }

    private double cost(TaskName task, double usual) {
        double cost = costs.of(of(task));
        return Double.isNaN(cost) ? usual : cost;
    }

    /** When the last slot is done, if everyone takes the next that waits when it is done with what it has. */
    private double span(List<Double> underWay, List<Double> waiting) {
        PriorityQueue<Double> free = new PriorityQueue<>(underWay);
        while (free.size() < Math.max(1, slots)) {
            free.add(0.0);
        }
        double last = Collections.max(free);
        for (double seconds : waiting) {
            double end = free.remove() + seconds;
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    private static final class Stand {
        private double fraction;
        private Instant at;

        private Stand(double fraction, Instant at) {
            this.fraction = fraction;
            this.at = at;
        }
    }
}
