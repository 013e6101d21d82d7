package dev.lectern.track;

/**
 * A stretch of a recording.
 *
 * @param fromMs first sample of it in milliseconds
 * @param toMs last sample of it in milliseconds, at least {@code fromMs}
 */
public record Span(long fromMs, long toMs) {

    public Span {
        if (fromMs < 0 || toMs < fromMs) {
            throw new IllegalArgumentException("from " + fromMs + " to " + toMs + " ms");
        }
    }

    boolean holds(long tMs) {
        return tMs >= fromMs && tMs <= toMs;
    }
}
