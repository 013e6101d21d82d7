package dev.lectern.detect;

import java.util.List;

/**
 * Everybody seen in one sampled frame.
 *
 * @param tMs presentation time of the frame in milliseconds, the start of the recording being 0
 * @param persons in order of falling score; empty if nobody was seen
 */
public record FrameDetections(long tMs, List<Detection> persons) {

    public FrameDetections {
        persons = List.copyOf(persons);
        if (tMs < 0) {
            throw new IllegalArgumentException("a frame at " + tMs + " ms");
        }
    }
}
