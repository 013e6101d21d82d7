package dev.lectern.job;

import java.util.ArrayList;
import java.util.List;

/** How a recording is cut into segments that can be worked on independently. */
public final class SegmentPlan {

    /** A segment costs a program start; with fewer pictures than this, that is more than they are worth. */
    private static final int LEAST_MEAN_PICTURES = 10;

    private SegmentPlan() {}

    /**
     * Cuts a recording.
     *
     * @return at least one segment; together they cover every cell, and the last one is open so that pictures beyond the
     *     inspected end are not lost. A recording that cannot be read from the middle is one segment. Segments are longer than
     *     asked for where pictures are days apart, so that there never are many more segments than pictures.
     */
    public static List<Segment> of(Inspection inspection, Parameters parameters) {
        double fps = parameters.sampleFps();
        if (!inspection.exactSeek()) {
            return List.of(new Segment(0, 0, Segment.OPEN, fps));
        }
        long cells = (long) Math.floor(inspection.lastPictureMs() / 1000.0 * fps + 1e-6) + 1;
        long most = Math.max(1, inspection.pictures() / LEAST_MEAN_PICTURES);
        long cellsAskedFor = Math.max(Math.round(parameters.segmentSeconds() * fps), (cells + most - 1) / most);
        long groupCells = parameters.quality().groupCells(fps);
        long cellsPerSegment = (cellsAskedFor + groupCells - 1) / groupCells * groupCells;
        List<Segment> segments = new ArrayList<>();
        for (long first = 0; first < cells; first += cellsPerSegment) {
            boolean last = first + cellsPerSegment >= cells;
            segments.add(new Segment(segments.size(), first, last ? Segment.OPEN : first + cellsPerSegment, fps));
        }
        return List.copyOf(segments);
    }
}
