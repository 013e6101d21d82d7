package dev.lectern.job;

import java.util.ArrayList;
import java.util.List;

/** How a recording is cut into segments that can be worked on independently. */
public final class SegmentPlan {

    private SegmentPlan() {}

    /**
     * Cuts a recording.
     *
     * @return at least one segment; together they cover every cell, and the last one is open so that pictures beyond the
     *     inspected end are not lost. A recording that cannot be read from the middle is one segment.
     */
    public static List<Segment> of(Inspection inspection, Parameters parameters) {
        double fps = parameters.sampleFps();
        if (!inspection.exactSeek()) {
            return List.of(new Segment(0, 0, Segment.OPEN, fps));
        }
        long cells = (long) Math.floor(inspection.lastPictureMs() / 1000.0 * fps + 1e-6) + 1;
        long cellsPerSegment = Math.max(1, Math.round(parameters.segmentSeconds() * fps));
        List<Segment> segments = new ArrayList<>();
        for (long first = 0; first < cells; first += cellsPerSegment) {
            boolean last = first + cellsPerSegment >= cells;
            segments.add(new Segment(segments.size(), first, last ? Segment.OPEN : first + cellsPerSegment, fps));
        }
        return List.copyOf(segments);
    }
}
