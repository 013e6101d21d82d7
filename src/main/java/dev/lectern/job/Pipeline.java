package dev.lectern.job;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The makefile of a job: which tasks are missing, given what exists. Pure. */
public final class Pipeline {

    private Pipeline() {}

    /**
     * What exists of a recording.
     *
     * @param inspection null if it was not inspected yet
     * @param playable whether the playable version exists
     * @param detected the segments whose detections exist
     * @param rendered whether the video that a job of {@link Goal#RENDER} is to make exists
     * @param encoded the pieces of {@link PiecePlan} that exist; they are gone when the playable version is there
     */
    public record Made(Inspection inspection, boolean playable, BitSet detected, boolean rendered, BitSet encoded) {

        /** Without a rendered video. */
        public Made(Inspection inspection, boolean playable, BitSet detected) {
            this(inspection, playable, detected, false, new BitSet());
        }

        /** Nothing but the recording. */
        public static Made nothing() {
            return new Made(null, false, new BitSet());
        }
    }

    /**
     * The tasks of a job that can be done now and are not done.
     *
     * @return empty only for a job of {@link Goal#RENDER} whose video exists, so that it is completed
     */
    public static List<TaskName> missing(Made made, Job job) {
        if (job.goal() == Goal.TRACK || made.inspection() == null) {
            return missing(made, job.parameters());
        }
        return made.rendered() ? List.of() : List.of(TaskName.RENDER);
    }

    /**
     * The tasks towards a result that can be done now and are not done, most useful first: a few segments from all over a long recording, of
     * which something can be shown at once, then what makes it playable, then the rest. The track is last, because a job whose track exists
     * is completed.
     *
     * @return never empty: a job misses its track until it is completed
     */
    public static List<TaskName> missing(Made made, Parameters parameters) {
        if (made.inspection() == null) {
            return List.of(TaskName.INSPECT);
        }
        int segments = SegmentPlan.of(made.inspection(), parameters).size();
        List<Integer> order = CoarseToFine.order(segments);
        int first = CoarseToFine.firstRound(segments);
        List<TaskName> missing = new ArrayList<>(detections(made, order.subList(0, first)));
        if (made.inspection().playability() != Playability.AS_IS && !made.playable()) {
            missing.addAll(conversion(made));
        }
        missing.addAll(detections(made, order.subList(first, segments)));
        return missing.isEmpty() ? List.of(TaskName.TRACK) : List.copyOf(missing);
    }

    /** The pieces that do not exist, and when all of them do, what becomes of them. */
    private static List<TaskName> conversion(Made made) {
        List<TaskName> pieces = IntStream.range(
                        0, PiecePlan.of(made.inspection()).size())
                .filter(k -> !made.encoded().get(k))
                .mapToObj(TaskName::encode)
                .toList();
        return pieces.isEmpty() ? List.of(TaskName.TRANSCODE) : pieces;
    }

    private static List<TaskName> detections(Made made, List<Integer> segments) {
        return segments.stream()
                .filter(k -> !made.detected().get(k))
                .map(TaskName::detect)
                .toList();
    }
}
