package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.Objects;

/**
 * Where to cut out a picture that shows a person well.
 *
 * @param tMs time of the picture in milliseconds
 * @param box the person in it
 */
public record Portrait(long tMs, Detection box) {

    public Portrait {
        Objects.requireNonNull(box);
    }
}
