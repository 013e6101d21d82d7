package dev.lectern.job;

/**
 * What of a recording is encoded on its own: a stretch of its pictures, which are those with presentation times from the start on and
 * before the end, counted from the start of the recording; or its sound, all of it.
 *
 * @param index from 0
 * @param sound whether it is the sound; then it goes from 0 to the end of the recording
 * @param startSeconds where it begins
 * @param endSeconds where the next one begins, or {@link #OPEN} if it goes on to the end of the recording
 */
public record Piece(int index, boolean sound, long startSeconds, long endSeconds) {

    /** The end of a piece that goes on to the end of the recording, however long it is. */
    public static final long OPEN = Long.MAX_VALUE;

    public Piece {
        if (index < 0
                || startSeconds < 0
                || endSeconds <= startSeconds
                || sound && (startSeconds > 0 || endSeconds < OPEN)) {
            throw new IllegalArgumentException(
                    (sound ? "sound " : "piece ") + index + " [" + startSeconds + ", " + endSeconds + ")");
        }
    }

    /** A stretch of pictures. */
    public static Piece pictures(int index, long startSeconds, long endSeconds) {
        return new Piece(index, false, startSeconds, endSeconds);
    }

    /** The sound. */
    public static Piece sound(int index) {
        return new Piece(index, true, 0, OPEN);
    }

    public boolean open() {
        return endSeconds == OPEN;
    }
}
