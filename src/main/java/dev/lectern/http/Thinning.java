package dev.lectern.http;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Picks some of many samples, the same ones for the same question. The first and the last sample of every gap stay, and so do
 * their neighbours outside of it, for a gap that is not in the answer would be drawn as if somebody had been seen there; if there
 * is no room for all, the longest gaps stay. What room is left goes to samples that are evenly spaced among the others.
 */
final class Thinning {

    private final BitSet lost;
    private final int count;
    private final int limit;
    private final BitSet kept = new BitSet();

    private Thinning(BitSet lost, int count, int limit) {
        this.lost = lost;
        this.count = count;
        this.limit = limit;
    }

    /**
     * Picks.
     *
     * @param lost which of the samples belong to a gap
     * @param count how many samples there are
     * @param limit how many may stay, at least 1
     * @return which of them stay: all, or exactly {@code limit}
     */
    static BitSet pick(BitSet lost, int count, int limit) {
        Thinning thinning = new Thinning(lost, count, limit);
        if (count <= limit) {
            thinning.kept.set(0, count);
        } else {
            thinning.keepEnds();
            thinning.keepGaps();
            thinning.fillEvenly();
        }
        return thinning.kept;
    }

    private void keepEnds() {
        kept.set(0);
        if (limit > 1) {
            kept.set(count - 1);
        }
    }

    private void keepGaps() {
        // The sort is stable: of gaps of equal length the earlier one stays.
        gaps().stream()
                .sorted(Comparator.comparingInt(Gap::length).reversed())
                .forEach(gap -> keepIfThereIsRoom(edges(gap)));
    }

    private List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        int first = lost.nextSetBit(0);
        while (first >= 0 && first < count) {
            int end = Math.min(lost.nextClearBit(first), count);
            gaps.add(new Gap(first, end));
            first = lost.nextSetBit(end);
        }
        return gaps;
    }

    private BitSet edges(Gap gap) {
        BitSet edges = new BitSet();
        edges.set(Math.max(gap.first() - 1, 0));
        edges.set(gap.first());
        edges.set(gap.end() - 1);
        edges.set(Math.min(gap.end(), count - 1));
        return edges;
    }

    private void keepIfThereIsRoom(BitSet edges) {
        edges.andNot(kept);
        if (kept.cardinality() + edges.cardinality() <= limit) {
            kept.or(edges);
        }
    }

    private void fillEvenly() {
        int room = limit - kept.cardinality();
        long others = count - kept.cardinality();
        BitSet chosen = new BitSet();
        int rank = 0;
        int next = 0;
        for (int i = kept.nextClearBit(0); i < count && next < room; i = kept.nextClearBit(i + 1)) {
            // The middle one of each of as many equal parts as there is room for.
            if (rank++ == (2L * next + 1) * others / (2L * room)) {
                chosen.set(i);
                next++;
            }
        }
        kept.or(chosen);
    }

    /** A run of samples in which nobody was seen; {@code end} is the first one behind it. */
    private record Gap(int first, int end) {
        int length() {
            return end - first;
        }
    }
}
