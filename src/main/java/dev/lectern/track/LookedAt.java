package dev.lectern.track;

import java.util.List;

/**
 * Which parts of a recording were looked at so far.
 *
 * @param spans in order of time, not touching each other; an end is the first moment that was not looked at any more
 * @param ofMs length of the recording in milliseconds, at least 1
 */
public record LookedAt(List<Span> spans, long ofMs) {

    public LookedAt {
        spans = List.copyOf(spans);
        if (ofMs < 1) {
            throw new IllegalArgumentException("a recording of " + ofMs + " ms");
        }
    }

    /** How long they are together, in milliseconds. */
    public long ms() {
        return spans.stream().mapToLong(span -> span.toMs() - span.fromMs()).sum();
    }

    /** How much of the recording that is, 0 to 1. */
    public double share() {
        return Math.min(1, (double) ms() / ofMs);
    }
}
