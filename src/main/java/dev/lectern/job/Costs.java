package dev.lectern.job;

import java.util.HashMap;
import java.util.Map;

/**
 * What the tasks of one job have cost: seconds per unit of weight (see {@link Progress}), what was measured lately counting more. Not
 * thread safe.
 */
final class Costs {

    /** In which time what was measured loses half its say, in seconds of work. */
    private static final double HALF_LIFE = 40;

    private final Map<Of, Sum> sums = new HashMap<>();

    /**
     * What a cost is of.
     *
     * @param kind of task
     * @param sound whether it is the one that encodes sound: how that compares with encoding pictures depends on how large they are
     */
    record Of(TaskKind kind, boolean sound) {

        static Of pictures(TaskKind kind) {
            return new Of(kind, false);
        }
    }

    /** A task came further. */
    void add(Of of, double weight, double seconds) {
        sums.computeIfAbsent(of, any -> new Sum()).add(weight, seconds);
    }

    /** Seconds per unit of weight; not a number if that was not measured. */
    double of(Of of) {
        Sum sum = sums.get(of);
        return sum == null || !(sum.weight > 0) ? Double.NaN : sum.seconds / sum.weight;
    }

    /**
     * Of all kinds together, except inspecting and sound, which are not like the others; of sound if there is nothing else; not a number if
     * nothing was measured.
     */
    double usual() {
        double seconds = 0;
        double weight = 0;
        for (Map.Entry<Of, Sum> sum : sums.entrySet()) {
            if (sum.getKey().kind() != TaskKind.INSPECT && !sum.getKey().sound()) {
                seconds += sum.getValue().seconds;
                weight += sum.getValue().weight;
            }
        }
        return weight > 0 ? seconds / weight : of(new Of(TaskKind.ENCODE, true));
    }

    private static final class Sum {
        private double seconds;
        private double weight;

        private void add(double moreWeight, double moreSeconds) {
            double fading = Math.pow(0.5, moreSeconds / HALF_LIFE);
            seconds = seconds * fading + moreSeconds;
            weight = weight * fading + moreWeight;
        }
    }
}
