package dev.lectern.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a step works on.
 *
 * @param task which task of the job
 * @param folder the session's files, to be read only
 * @param scratch an empty folder on the same file system, removed after the step
 * @param parameters how to process
 * @param inspection what is known of the recording; null for {@link TaskKind#INSPECT}
 * @param detectionKey names the detections to make or to read
 */
public record StepInput(
        TaskName task,
        SessionFolder folder,
        Path scratch,
        Parameters parameters,
        Inspection inspection,
        String detectionKey) {

    public StepInput {
        Objects.requireNonNull(task);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(scratch);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(detectionKey);
        if (inspection == null && task.kind() != TaskKind.INSPECT) {
            throw new IllegalArgumentException(task + " needs an inspection");
        }
    }

    /** The segment that a {@link TaskKind#DETECT} task is about. */
    public Segment segment() {
        return SegmentPlan.of(inspection, parameters).get(task.segment());
    }
}
