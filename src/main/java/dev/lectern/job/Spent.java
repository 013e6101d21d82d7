package dev.lectern.job;

import java.time.Duration;

/**
 * What a task took, for the figures of who looks after the service. Nothing is decided by it.
 *
 * @param total from its begin to its end on its slot
 * @param frames how many pictures were looked at
 * @param decoding how long it waited for pictures; while a picture is looked at, the next are decoded already
 * @param inference how long it looked at pictures
 * @param secondLooks how many parts of pictures were looked at again from nearer
 */
public record Spent(Duration total, int frames, Duration decoding, Duration inference, int secondLooks) {

    /** Nobody measured. */
    public static final Spent UNKNOWN = new Spent(null, 0, null, null);

    public Spent {
        total = total == null ? Duration.ZERO : total;
        decoding = decoding == null ? Duration.ZERO : decoding;
        inference = inference == null ? Duration.ZERO : inference;
        if (frames < 0 || secondLooks < 0 || total.isNegative() || decoding.isNegative() || inference.isNegative()) {
            throw new IllegalArgumentException("less than nothing was spent");
        }
    }

    /** Without second looks. */
    public Spent(Duration total, int frames, Duration decoding, Duration inference) {
        this(total, frames, decoding, inference, 0);
    }

    /** The same, all in all. */
    public Spent in(Duration whole) {
        return new Spent(whole, frames, decoding, inference, secondLooks);
    }
}
