package dev.lectern.job;

import java.util.ArrayList;
import java.util.List;

/**
 * In which order the segments of a long recording are looked at: first few from all over it, then those half way between, and so on, so
 * that what is done at any moment lies spread over the recording and says something of all of it (the van der Corput sequence).
 * Results do not depend on it.
 */
public final class CoarseToFine {

    /** Recordings of fewer segments are done before a part of them is of use to anybody, and are looked at from front to back. */
    public static final int LEAST_SEGMENTS = 4;

    /** So many segments come before everything else that can wait. */
    static final int FIRST_ROUND = 4;

    private CoarseToFine() {}

    /** Whether a recording is long enough that a part of it is worth being shown before the rest is known. */
    public static boolean worthwhile(int segments) {
        return segments >= LEAST_SEGMENTS;
    }

    /** The indices from 0 to {@code segments - 1}, each once. */
    static List<Integer> order(int segments) {
        List<Integer> order = new ArrayList<>(segments);
        int places = worthwhile(segments) ? Integer.highestOneBit(segments - 1) << 1 : 0;
        int bits = Integer.numberOfTrailingZeros(places);
        for (int k = 0; k < Math.max(places, segments); k++) {
            int index = places == 0 ? k : Integer.reverse(k) >>> Integer.SIZE - bits;
            if (index < segments) {
                order.add(index);
            }
        }
        return order;
    }

    /** How many of these tasks come before a conversion of the recording. */
    static int firstRound(int segments) {
        return worthwhile(segments) ? FIRST_ROUND : 0;
    }
}
