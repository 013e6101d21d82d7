package dev.lectern.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the pictures of a recording that must be encoded again are cut into pieces, which all slots encode at once; its sound is one
 * more of them where it must be encoded as well. Where the cuts are follows from the recording alone, so that the video does not depend
 * on who made it.
 */
public final class PiecePlan {

    /**
     * Names the way in which pieces are made, and goes up whenever that changes: pieces of two ways do not fit together, and an upgrade may
     * come in the middle of a recording.
     */
    static final int WAY = 2;

    /**
     * A whole number of the 4 s between forced key pictures. Short enough for a lecture of some minutes to occupy all slots, long
     * enough that starting a program, and decoding from the key picture before, is little beside the encoding.
     */
    static final long SECONDS = 20;

    /** The times of pieces are counted in 1/90,000 s, and no more hours of that are to be had in the file that they are joined to. */
    public static final Duration LONGEST = Duration.ofHours(6);

    /** With fewer pictures than this a piece is not worth the start of a program. */
    private static final int LEAST_MEAN_PICTURES = 100;

    /** Between forced key pictures. */
    private static final long GRID_SECONDS = 4;

    private PiecePlan() {}

    /**
     * Cuts a recording.
     *
     * @return the pieces, each at the place of its index, in the order in which to begin them: first the sound, which can be the longest, if
     *     it must be encoded again; then at least two of pictures, which together cover all times, the last one open and half as long as
     *     the others to half as long again; longer ones where pictures are far apart; empty if the pictures need no new encoding, or are better encoded in one go: because the recording is short or
     *     very long, cannot be read exactly from the middle, or has pictures of two fields, to each of which its neighbours are needed
     */
    public static List<Piece> of(Inspection inspection) {
        if (!inspection.encodePictures()
                || !inspection.exactSeek()
                || inspection.interlaced()
                || inspection.durationMs() >= LONGEST.toMillis()) {
            return List.of();
        }
        double length = inspection.lastPictureMs() / 1000.0;
        long most = inspection.pictures() / LEAST_MEAN_PICTURES;
        if (most < 2 || length < 1.5 * SECONDS) {
            return List.of();
        }
        long seconds = Math.max(SECONDS, (long) Math.ceil(length / most / GRID_SECONDS) * GRID_SECONDS);
        long pieces = Math.round(length / seconds);
        List<Piece> plan = new ArrayList<>();
        if (inspection.encodeSound()) {
            plan.add(Piece.sound(0));
        }
        for (long k = 0; k < pieces; k++) {
            plan.add(Piece.pictures(plan.size(), k * seconds, k == pieces - 1 ? Piece.OPEN : (k + 1) * seconds));
        }
        return List.copyOf(plan);
    }
}
