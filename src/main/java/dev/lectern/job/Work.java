package dev.lectern.job;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much there is to do in a task, in a unit in which recordings of any length compare: 1 is to look at all pictures of one second
 * of a recording, at five a second. From the weights of {@link Progress}, which say how kinds of tasks compare; what they get wrong
 * is made up for by {@link Speeds}, which are of each kind apart.
 */
public final class Work {

    /** That of a whole recording, among the weights. */
    private static final double WHOLE = 100;
    /** At which the weights were measured. */
    private static final double SAMPLE_FPS = 5;

    private Work() {}

    /**
     * Of each task that follows the inspection, whether or not it is done, in the order in which they are begun.
     *
     * @return above 0
     */
    public static Map<TaskName, Double> of(Inspection inspection, Parameters parameters) {
        double seconds = Math.max(1, inspection.durationMs()) / 1000.0;
        Map<TaskName, Double> work = new LinkedHashMap<>();
        Progress.weights(inspection, parameters).forEach((task, weight) -> {
            double asked = sampled(task.kind()) ? parameters.sampleFps() / SAMPLE_FPS : 1;
            work.put(task, Math.max(1e-6, weight / WHOLE * seconds * asked));
        });
        return work;
    }

    /** Whether there is more to do when more pictures are sampled. */
    private static boolean sampled(TaskKind kind) {
        return kind == TaskKind.DETECT || kind == TaskKind.TRACK;
    }
}
