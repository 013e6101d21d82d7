package dev.lectern.job;

import java.time.Instant;
import java.util.Objects;

/**
 * One run of the pipeline over one recording: to find the instructor, or to draw a result onto the recording.
 *
 * @param id see {@link Ids#newJob()}
 * @param sessionId the session whose recording is processed
 * @param state where it stands
 * @param progress 0 to 1, never falling; 1 when completed
 * @param stage the kind of task that is under way; null before the first and after the last
 * @param parameters how to process
 * @param createdAt when it was accepted
 * @param startedAt when its first task was taken; null before
 * @param finishedAt when it was completed or failed; null before
 * @param updatedAt when anything here last changed
 * @param error a sentence for the teacher if it failed, else null
 * @param renders etag of the result that it draws onto the recording; null if it makes a result
 * @param pace how it comes along; null before it began
 * @param trace of the request that asked for it, see {@link Ids#newTrace()}
 */
public record Job(
        String id,
        String sessionId,
        JobState state,
        double progress,
        TaskKind stage,
        Parameters parameters,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant updatedAt,
        String error,
        String renders,
        Pace pace,
        String trace) {

    public Job {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(state);
        Objects.requireNonNull(parameters);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(updatedAt);
        Objects.requireNonNull(trace);
        if (!(progress >= 0 && progress <= 1)) {
            throw new IllegalArgumentException("a progress of " + progress);
        }
    }

    /** A job that was just accepted, to find the instructor. */
    public static Job queued(String id, String sessionId, Parameters parameters, Instant now) {
        return new Job(
                id,
                sessionId,
                JobState.QUEUED,
                0,
                null,
                parameters,
                now,
                null,
                null,
                now,
                null,
                null,
                null,
                Ids.newTrace());
    }

    /** A job that was just accepted, to draw the result with that etag onto the recording. */
    public static Job rendering(String id, String sessionId, Parameters parameters, String etag, Instant now) {
        Objects.requireNonNull(etag);
        return new Job(
                id,
                sessionId,
                JobState.QUEUED,
                0,
                null,
                parameters,
                now,
                null,
                null,
                now,
                null,
                etag,
                null,
                Ids.newTrace());
    }

    /** The same job, going back to the request with that trace. */
    public Job under(String request) {
        return new Job(
                id,
                sessionId,
                state,
                progress,
                stage,
                parameters,
                createdAt,
                startedAt,
                finishedAt,
                updatedAt,
                error,
                renders,
                pace,
                request);
    }

    /** What it is for. */
    public Goal goal() {
        return renders == null ? Goal.TRACK : Goal.RENDER;
    }
}
