package dev.lectern.track;

import java.util.Objects;

/**
 * What somebody who watched the recording said about one tracklet.
 *
 * @param tracklet its id
 * @param instructor true: this is the instructor; false: this never is
 * @param span only within this time; null for all of the recording
 */
public record Ruling(String tracklet, boolean instructor, Span span) {

    public Ruling {
        Objects.requireNonNull(tracklet);
    }

    boolean holds(long tMs) {
        return span == null || span.holds(tMs);
    }
}
