package dev.lectern.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a step works on.
 *
 * @param task which task of the job
 * @param recording the file to read
 * @param folder what was computed from it, to be read only
 * @param scratch an empty folder on the same file system, removed after the step
 * @param parameters how to process
 * @param inspection what is known of the recording; null for {@link TaskKind#INSPECT}
 * @param detectionKey names the detections to make or to read
 * @param result for {@link TaskKind#RENDER}: the document to draw, compressed with gzip; null for the other kinds
 */
public record StepInput(
        TaskName task,
        Path recording,
        SessionFolder folder,
        Path scratch,
        Parameters parameters,
        Inspection inspection,
        String detectionKey,
        byte[] result) {

    public StepInput {
        Objects.requireNonNull(task);
        Objects.requireNonNull(recording);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(scratch);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(detectionKey);
        if (inspection == null && task.kind() != TaskKind.INSPECT) {
            throw new IllegalArgumentException(task + " needs an inspection");
        }
        if (result == null && task.kind() == TaskKind.RENDER) {
            throw new IllegalArgumentException(task + " needs a result");
        }
    }

    /** The segment that a {@link TaskKind#DETECT} task is about. */
    public Segment segment() {
        return SegmentPlan.of(inspection, parameters).get(task.segment());
    }

    /** The piece that a {@link TaskKind#ENCODE} task is about. */
    public Piece piece() {
        return PiecePlan.of(inspection).get(task.segment());
    }
}
