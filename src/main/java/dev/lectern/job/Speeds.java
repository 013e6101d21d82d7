package dev.lectern.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How long tasks took on this installation, what was done lately counting more. For each kind of task, and of detection for each
 * {@link Quality}, two sums that fade together: the seconds of a slot, and the work that was done in them (see {@link Work}).
 *
 * <p>There are never more entries than kinds and qualities, so this does not grow. Immutable.
 */
public final class Speeds {

    /** Nothing was ever measured. */
    public static final Speeds NONE = new Speeds(Map.of());

    /** In how many further seconds of work of its kind what was measured loses half of its say. */
    private static final double HALF_LIFE = 900;

    private final Map<Of, Sum> sums;

    private Speeds(Map<Of, Sum> sums) {
        this.sums = new TreeMap<>(sums);
    }

    /**
     * What a speed is of.
     *
     * @param kind of task
     * @param quality at which it was done; {@link Quality#THOROUGH} for kinds that do not depend on it
     */
    public record Of(TaskKind kind, Quality quality) implements Comparable<Of> {

        public Of {
            Objects.requireNonNull(kind);
            quality = kind == TaskKind.DETECT ? Objects.requireNonNull(quality) : Quality.THOROUGH;
        }

        @Override
        public int compareTo(Of other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? quality.compareTo(other.quality) : byKind;
        }
    }

    /**
     * What was measured, faded.
     *
     * @param seconds of a slot, 0 or more
     * @param work that was done meanwhile, above 0
     */
    public record Sum(double seconds, double work) {

        public Sum {
            if (!(seconds >= 0 && Double.isFinite(seconds)) || !(work > 0 && Double.isFinite(work))) {
                throw new IllegalArgumentException(seconds + " s for a work of " + work);
            }
        }

        private Sum and(Sum more) {
            double fading = Math.pow(0.5, more.seconds / HALF_LIFE);
            return new Sum(seconds * fading + more.seconds, work * fading + more.work);
        }
    }

    /** One entry, as it is stored. */
    public record Entry(Of of, Sum sum) {}

    /** What was stored. */
    public static Speeds of(List<Entry> entries) {
        Map<Of, Sum> sums = new TreeMap<>();
        entries.forEach(entry -> sums.put(entry.of(), entry.sum()));
        return new Speeds(sums);
    }

    /** Everything, to be stored. */
    public List<Entry> entries() {
        return sums.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** One entry of those that there are. */
    public Entry entry(Of of) {
        return new Entry(of, Objects.requireNonNull(sums.get(of)));
    }

    /** These, and one more task. */
    public Speeds with(Of of, Sum task) {
        Map<Of, Sum> more = new TreeMap<>(sums);
        more.merge(of, task, Sum::and);
        return new Speeds(more);
    }

    /** Seconds of a slot for one unit of work; empty if it was never measured. */
    OptionalDouble secondsPerWork(Of of) {
        Sum sum = sums.get(of);
        return sum == null ? OptionalDouble.empty() : OptionalDouble.of(sum.seconds() / sum.work());
    }
}
