package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.Objects;

/**
 * The instructor in one sampled frame.
 *
 * @param tMs presentation time in milliseconds, the start of the recording being 0
 * @param detection what was seen; null unless {@link Quality#MEASURED}
 * @param cx horizontal centre as a fraction of the upright picture's width, 0 to 1
 * @param cy vertical centre as a fraction of the upright picture's height, 0 to 1
 * @param quality where the centre comes from
 */
public record TrackedSample(long tMs, Detection detection, double cx, double cy, Quality quality) {

    public TrackedSample {
        Objects.requireNonNull(quality);
        if ((detection != null) != (quality == Quality.MEASURED)) {
            throw new IllegalArgumentException("a point at " + tMs + " ms is " + quality + " with " + detection);
        }
        if (tMs < 0 || !(cx >= 0 && cx <= 1) || !(cy >= 0 && cy <= 1)) {
            throw new IllegalArgumentException("a point at " + tMs + " ms, " + cx + ", " + cy);
        }
    }

    /** Whether the place is known. */
    public boolean valid() {
        return quality != Quality.LOST;
    }
}
