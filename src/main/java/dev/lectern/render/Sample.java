package dev.lectern.render;

import dev.lectern.track.Quality;
import java.util.Objects;

/**
 * One sample of a result.
 *
 * @param tMs presentation time
 * @param quality where it comes from
 * @param box around the instructor; for an interpolated one between those of its neighbours, null if lost
 */
record Sample(long tMs, Quality quality, Outline box) {

    Sample {
        Objects.requireNonNull(quality);
        if ((box == null) != (quality == Quality.LOST)) {
            throw new IllegalArgumentException("a box of a sample that is " + quality);
        }
    }

    boolean known() {
        return quality != Quality.LOST;
    }
}
