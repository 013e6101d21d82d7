package dev.lectern.job;

/**
 * A stretch of a recording whose pictures are encoded on their own: those with presentation times from the start on and before the
 * end, counted from the start of the recording.
 *
 * @param index from 0
 * @param startSeconds where it begins
 * @param endSeconds where the next one begins, or {@link #OPEN} if it goes on to the end of the recording
 */
public record Piece(int index, long startSeconds, long endSeconds) {

    /** The end of a piece that goes on to the end of the recording, however long it is. */
    public static final long OPEN = Long.MAX_VALUE;

    public Piece {
        if (index < 0 || startSeconds < 0 || endSeconds <= startSeconds) {
            throw new IllegalArgumentException("piece " + index + " [" + startSeconds + ", " + endSeconds + ")");
        }
    }

    public boolean open() {
        return endSeconds == OPEN;
    }
}
