package dev.lectern.job;

/**
 * A whole number of sampling cells of a recording. Cell k covers the presentation times {@code [k/fps, (k+1)/fps)}, counted from
 * the start of the recording; the first picture of every cell is the one that is looked at, so that what is sampled does not
 * depend on where segments begin.
 *
 * @param index from 0
 * @param firstCell first cell of this segment
 * @param endCell first cell after this segment, or {@link #OPEN} if it goes on to the end of the recording
 * @param sampleFps cells per second
 */
public record Segment(int index, long firstCell, long endCell, double sampleFps) {

    /** The end of a segment that goes on to the end of the recording, however long it is. */
    public static final long OPEN = Long.MAX_VALUE;

    public Segment {
        if (index < 0 || firstCell < 0 || endCell <= firstCell || !(sampleFps > 0)) {
            throw new IllegalArgumentException("segment " + index + " [" + firstCell + ", " + endCell + ")");
        }
    }

    /** Start in seconds of presentation time. */
    public double startSeconds() {
        return firstCell / sampleFps;
    }

    /** End in seconds of presentation time, exclusive; infinite if open. */
    public double endSeconds() {
        return open() ? Double.POSITIVE_INFINITY : endCell / sampleFps;
    }

    public boolean open() {
        return endCell == OPEN;
    }
}
