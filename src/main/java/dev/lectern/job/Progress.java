package dev.lectern.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a job is done, weighted by what its tasks cost. The weights are shares of time measured on 720p H.264 recordings
 * with the bundled detector at 5 frames per second; they need not be exact, only honest.
 */
public final class Progress {

    private static final double INSPECT = 1;
    private static final double REMUX = 1;
    private static final double TRANSCODE = 60;
    /** Of {@link #TRANSCODE}, what it takes to encode the sound. */
    private static final double SOUND = 5;
    /** Of {@link #TRANSCODE}, what it takes to join pieces. */
    private static final double JOIN = 1;

    private static final double DETECT = 100;
    /** With second looks at each picture. */
    private static final double DETECT_SMALL = 160;

    private static final double TRACK = 1;
    private static final double BELOW_ALL = 0.999;

    private Progress() {}

    /**
     * The fraction of the whole job that is done.
     *
     * @param made what exists
     * @param parameters how the job is processed
     * @param running the fraction, 0 to 1, of each task that is under way
     * @return 0 to 1; below 1 as long as the track is missing
     */
    public static double of(Pipeline.Made made, Parameters parameters, Map<TaskName, Double> running) {
        if (running.containsKey(TaskName.RENDER)) {
            // A job that renders does nothing else.
            return Math.min(running.get(TaskName.RENDER), BELOW_ALL);
        }
        if (made.inspection() == null) {
            // The most that may be to do, so that progress does not fall when it becomes known.
            return INSPECT * running.getOrDefault(TaskName.INSPECT, 0.0) / (INSPECT + TRANSCODE + DETECT + TRACK);
        }
        Map<TaskName, Double> weights = weights(made.inspection(), parameters);
        double all = INSPECT;
        double done = INSPECT;
        for (Map.Entry<TaskName, Double> task : weights.entrySet()) {
            all += task.getValue();
            done += task.getValue() * (exists(task.getKey(), made) ? 1 : running.getOrDefault(task.getKey(), 0.0));
        }
        return Math.min(done / all, BELOW_ALL);
    }

    /** Into how many segments the recording is cut; 0 before it was inspected. */
    public static int segments(Pipeline.Made made, Parameters parameters) {
        return made.inspection() == null
                ? 0
                : SegmentPlan.of(made.inspection(), parameters).size();
    }

    /** What each task costs that follows the inspection, whether or not it is done, in the order in which they are begun. */
    static Map<TaskName, Double> weights(Inspection inspection, Parameters parameters) {
        Map<TaskName, Double> weights = new LinkedHashMap<>();
        switch (inspection.playability()) {
            case REMUX -> weights.put(TaskName.TRANSCODE, REMUX);
            case TRANSCODE -> weights.putAll(encoding(inspection));
            case AS_IS -> {
                // Nothing to do, so no weight.
            }
        }
        double detect = inspection.smallPeople() ? DETECT_SMALL : DETECT;
        double seconds = Math.max(1, inspection.durationMs()) / 1000.0;
        for (Segment segment : SegmentPlan.of(inspection, parameters)) {
            double length = Math.min(segment.endSeconds(), seconds) - segment.startSeconds();
            weights.put(TaskName.detect(segment.index()), detect * Math.max(0, length) / seconds);
        }
        weights.put(TaskName.TRACK, TRACK);
        return weights;
    }

    private static Map<TaskName, Double> encoding(Inspection inspection) {
        List<Piece> pieces = PiecePlan.of(inspection);
        if (pieces.isEmpty()) {
            return Map.of(TaskName.TRANSCODE, TRANSCODE);
        }
        Map<TaskName, Double> weights = new LinkedHashMap<>();
        double seconds = inspection.durationMs() / 1000.0;
        double pictures = TRANSCODE - JOIN - (inspection.encodeSound() ? SOUND : 0);
        for (Piece piece : pieces) {
            double length = Math.min(piece.endSeconds(), seconds) - piece.startSeconds();
            weights.put(TaskName.encode(piece.index()), (piece.sound() ? SOUND : pictures) * length / seconds);
        }
        weights.put(TaskName.TRANSCODE, JOIN);
        return weights;
    }

    static boolean exists(TaskName task, Pipeline.Made made) {
        return switch (task.kind()) {
            case INSPECT -> true;
            case ENCODE -> made.playable() || made.encoded().get(task.segment());
            case TRANSCODE -> made.playable();
            case DETECT -> made.detected().get(task.segment());
            case TRACK, RENDER -> false;
        };
    }
}
