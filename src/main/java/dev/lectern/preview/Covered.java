package dev.lectern.preview;

import dev.lectern.job.Segment;
import dev.lectern.track.LookedAt;
import dev.lectern.track.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which segments of a recording are done, as stretches of neighbours.
 *
 * @param plan all segments, see {@link dev.lectern.job.SegmentPlan}
 * @param done those whose detections exist
 * @param durationMs length of the recording
 */
record Covered(List<Segment> plan, BitSet done, long durationMs) {

    Covered {
        plan = List.copyOf(plan);
        done = (BitSet) done.clone();
    }

    boolean nothing() {
        return done.isEmpty();
    }

    boolean everything() {
        return done.cardinality() == plan.size();
    }

    /** Runs of segments without a hole between them, in order of time. */
    List<List<Segment>> stretches() {
        List<List<Segment>> stretches = new ArrayList<>();
        for (int from = done.nextSetBit(0); from >= 0; ) {
            int to = done.nextClearBit(from);
            stretches.add(plan.subList(from, to));
            from = done.nextSetBit(to);
        }
        return stretches;
    }

    LookedAt lookedAt() {
        List<Span> spans = stretches().stream()
                .map(stretch -> new Span(
                        millis(stretch.get(0).startSeconds()),
                        Math.max(
                                millis(stretch.get(0).startSeconds()),
                                millis(stretch.get(stretch.size() - 1).endSeconds()))))
                .toList();
        return new LookedAt(spans, Math.max(1, durationMs));
    }

    /** The last segment goes on to the end, wherever that is. */
    private long millis(double seconds) {
        return Double.isInfinite(seconds) ? durationMs : Math.round(seconds * 1000);
    }
}
