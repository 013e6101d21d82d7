package dev.lectern.detect;

import dev.lectern.job.Survey;
import java.util.List;

/**
 * How large people are in one picture.
 *
 * @param size of whoever is sure to be there; the largest counts
 * @param spots where small ones are; empty unless {@code size} is {@link Size#SMALL}
 * @param things what from afar looks a little like somebody small, and from nearer does not
 * @param looks how many parts of the picture were looked at from nearer for it
 */
public record Glimpse(Size size, List<Survey.Spot> spots, List<Survey.Thing> things, int looks) {

    /** Sizes of people, from the point of view of the detector. */
    public enum Size {
        NOBODY,
        /** So small that others like them may be overlooked. */
        SMALL,
        LARGE
    }

    public Glimpse {
        spots = List.copyOf(spots);
        things = List.copyOf(things);
    }
}
