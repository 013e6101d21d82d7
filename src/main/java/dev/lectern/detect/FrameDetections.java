package dev.lectern.detect;

import java.util.List;
import java.util.Objects;

/**
 * Everybody seen in one sampled frame.
 *
 * @param tMs presentation time of the frame in milliseconds, the start of the recording being 0
 * @param persons in order of falling score; empty if nobody was seen
 * @param view the picture as a whole
 * @param secondLooks how many parts of it were looked at again from nearer, at least 0
 */
public record FrameDetections(long tMs, List<Detection> persons, View view, int secondLooks) {

    public FrameDetections {
        persons = List.copyOf(persons);
        if (tMs < 0 || secondLooks < 0) {
            throw new IllegalArgumentException("a frame at " + tMs + " ms, " + secondLooks + " looks");
        }
        Objects.requireNonNull(view);
    }

    /** Of a picture that was looked at once. */
    public FrameDetections(long tMs, List<Detection> persons, View view) {
        this(tMs, persons, view, 0);
    }

    /** Of a picture of which nothing else is known. */
    public FrameDetections(long tMs, List<Detection> persons) {
        this(tMs, persons, View.UNKNOWN);
    }
}
