package dev.lectern.detect;

import dev.lectern.job.Provider;
import java.util.List;
import java.util.Objects;

/**
 * Everybody seen in one sampled frame.
 *
 * @param tMs presentation time of the frame in milliseconds, the start of the recording being 0
 * @param persons in order of falling score; empty if nobody was seen
 * @param view the picture as a whole
 * @param looked whether the detector looked at it; otherwise nothing moved between two that it looked at, and the persons are on the
 *     straight line between those of the two
 * @param secondLooks how many parts of it were looked at again from nearer, at least 0
 * @param provider what ran the detector
 */
public record FrameDetections(
        long tMs, List<Detection> persons, View view, boolean looked, int secondLooks, Provider provider) {

    public FrameDetections {
        persons = List.copyOf(persons);
        if (tMs < 0 || secondLooks < 0 || !looked && secondLooks > 0) {
            throw new IllegalArgumentException("a frame at " + tMs + " ms, " + secondLooks + " looks");
        }
        Objects.requireNonNull(view);
        Objects.requireNonNull(provider);
    }

    /** As the processor has it. */
    public FrameDetections(long tMs, List<Detection> persons, View view, boolean looked, int secondLooks) {
        this(tMs, persons, view, looked, secondLooks, Provider.CPU);
    }

    /** Of a picture that was looked at, and some parts of it again. */
    public FrameDetections(long tMs, List<Detection> persons, View view, int secondLooks) {
        this(tMs, persons, view, true, secondLooks);
    }

    /** Of a picture that was looked at once. */
    public FrameDetections(long tMs, List<Detection> persons, View view) {
        this(tMs, persons, view, 0);
    }

    /** Of a picture of which nothing else is known. */
    public FrameDetections(long tMs, List<Detection> persons) {
        this(tMs, persons, View.UNKNOWN);
    }

    /** The same, found by other hardware. */
    public FrameDetections by(Provider other) {
        return new FrameDetections(tMs, persons, view, looked, secondLooks, other);
    }

    /** Of a picture that the detector did not look at. */
    static FrameDetections notLookedAt(long tMs, List<Detection> persons, View view) {
        return new FrameDetections(tMs, persons, view, false, 0);
    }
}
