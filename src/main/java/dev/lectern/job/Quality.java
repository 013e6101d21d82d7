package dev.lectern.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many of the sampled pictures the detector looks at. Pictures are taken in groups that lie on a grid of their own, so that
 * what is looked at depends neither on where segments begin nor on who works on them.
 */
public enum Quality {
    /** As {@link #BALANCED}, but with longer groups, and small movements count as none. */
    FAST(4),
    /** The first and the last picture of each group, and of those between only what they leave in doubt. */
    BALANCED(2),
    /** All of them. */
    THOROUGH(0);

    /** All names for users, for a sentence. */
    public static final String LABELS = "fast, balanced or thorough";

    /** Pictures of a group are held in memory at the same time. */
    private static final int MOST_CELLS = 20;

    private final double groupSeconds;

    Quality(double groupSeconds) {
        this.groupSeconds = groupSeconds;
    }

    /** Of the name that users give; empty if there is none of that name. */
    public static Optional<Quality> parse(String name) {
        return Stream.of(values()).filter(one -> one.label().equals(name)).findAny();
    }

    /** Its name for users. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How many cells of the sampling grid are a group; group g holds the cells from {@code g * cells} on.
     *
     * @param sampleFps cells per second
     * @return 1 to 20
     */
    public int groupCells(double sampleFps) {
        return Math.min(MOST_CELLS, Math.max(1, (int) Math.round(groupSeconds * sampleFps)));
    }
}
