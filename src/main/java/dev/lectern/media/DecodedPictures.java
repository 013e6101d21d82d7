package dev.lectern.media;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the pictures of recordings that this process had decoded to look at them, draw on them or show them. What is only converted
 * within ffmpeg is not seen here.
 */
public final class DecodedPictures {

    private static final LongAdder COUNT = new LongAdder();

    private DecodedPictures() {}

    /** Since the process began; never falls. */
    public static long count() {
        return COUNT.sum();
    }

    static void add(int pictures) {
        COUNT.add(pictures);
    }
}
