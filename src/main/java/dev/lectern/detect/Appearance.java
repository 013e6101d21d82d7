package dev.lectern.detect;

/**
 * What a person looks like, in 24 bytes: which colours the upper body and the legs have, and how light the parts of them are that
 * have none. Each number is a byte of one long, highest first; those of the upper body add up to about 255, and so do those of the
 * lower.
 *
 * @param upperHues eight bytes from the upper body: share of its pixels around red, orange-yellow, green and so on round the circle
 * @param lowerHues likewise from the legs
 * @param greys four bytes from the upper body, four from the legs: share of pixels without colour, from black to white
 */
public record Appearance(long upperHues, long lowerHues, long greys) {

    /** Of a detection that was stored before appearances were. */
    public static final Appearance UNKNOWN = new Appearance(0, 0, 0);

    /** Bytes that it takes. */
    static final int BYTES = 3 * Long.BYTES;

    /** How many shares there are: {@value #HUES} hues and {@value #GREYS} greys of the upper body, then as many of the legs. */
    public static final int SHARES = 24;

    static final int HUES = 8;
    static final int GREYS = 4;
    private static final int PART = HUES + GREYS;

    /** The shares of one part of the body in the order in which {@link #share} numbers them, each 0 to 255. */
    static Appearance of(int[] upper, int[] lower) {
        return new Appearance(
                pack(upper, 0, HUES), pack(lower, 0, HUES), pack(upper, HUES, GREYS) << 32 | pack(lower, HUES, GREYS));
    }

    public boolean known() {
        return upperHues != 0 || lowerHues != 0 || greys != 0;
    }

    /**
     * One of the shares.
     *
     * @param i 0 to 23: the upper body's hues, its greys, then those of the legs
     * @return 0 to 255
     */
    public int share(int i) {
        int within = i % PART;
        boolean upper = i < PART;
        if (within < HUES) {
            return (int) ((upper ? upperHues : lowerHues) >>> Byte.SIZE * (HUES - 1 - within)) & 0xff;
        }
        return (int) (greys >>> Byte.SIZE * ((upper ? 2 * GREYS : GREYS) - 1 - (within - HUES))) & 0xff;
    }

    private static long pack(int[] shares, int from, int count) {
        long packed = 0;
        for (int i = from; i < from + count; i++) {
            packed = packed << Byte.SIZE | shares[i] & 0xff;
        }
        return packed;
    }
}
