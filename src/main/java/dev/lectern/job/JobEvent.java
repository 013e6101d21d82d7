package dev.lectern.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Something that happened to a job, or to a session beyond its jobs. The {@code type} of its JSON form is the name of the event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobEvent.Queued.class, name = "queued"),
    @JsonSubTypes.Type(value = JobEvent.TaskStarted.class, name = "task-started"),
    @JsonSubTypes.Type(value = JobEvent.Progressed.class, name = "progress"),
    @JsonSubTypes.Type(value = JobEvent.TaskFinished.class, name = "task-finished"),
    @JsonSubTypes.Type(value = JobEvent.TaskRetried.class, name = "task-retried"),
    @JsonSubTypes.Type(value = JobEvent.Previewed.class, name = "preview"),
    @JsonSubTypes.Type(value = JobEvent.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = JobEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = JobEvent.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = JobEvent.Corrected.class, name = "corrected")
})
public sealed interface JobEvent {

    /** The job; null if it happened to the session. */
    String jobId();

    String sessionId();

    /** When it happened. */
    Instant at();

    /** Whether nothing more happens to a job after this. */
    default boolean last() {
        return this instanceof Completed || this instanceof Failed || this instanceof Cancelled;
    }

    /** The job was accepted. {@code place} is where it waits: 1 is next. */
    record Queued(String jobId, String sessionId, Instant at, int place) implements JobEvent {}

    /** A slot began with one of its tasks. */
    record TaskStarted(String jobId, String sessionId, Instant at, TaskName task, int attempt, String worker)
            implements JobEvent {}

    /** More of it is done, or nothing was for a while. {@code progress} is 0 to 1; for the rest see {@link Pace}. */
    record Progressed(
            String jobId,
            String sessionId,
            Instant at,
            double progress,
            String stage,
            Long etaSeconds,
            Double framesPerSecond,
            int segmentsDone,
            int segments,
            Long stalledSeconds)
            implements JobEvent {}

    /** A task's artefact exists now. */
    record TaskFinished(String jobId, String sessionId, Instant at, TaskName task, int attempt, String worker)
            implements JobEvent {}

    /** A task did not succeed and will be done again. */
    record TaskRetried(String jobId, String sessionId, Instant at, TaskName task, int attempt, String reason)
            implements JobEvent {}

    /**
     * A preliminary result is there, or a better one than before. {@code resultEtag} is its hash, {@code share} how much of the recording
     * was looked at for it, 0 to 1.
     */
    record Previewed(String jobId, String sessionId, Instant at, String resultEtag, double share) implements JobEvent {}

    /** The result is there. */
    record Completed(String jobId, String sessionId, Instant at) implements JobEvent {}

    /** It ended without a result; {@code error} is a sentence for the teacher. */
    record Failed(String jobId, String sessionId, Instant at, String error) implements JobEvent {}

    /**
     * Somebody changed who is who or what is known of the room, and {@code resultEtag} is the result that follows.
     * {@code revision} is the newest change that holds; 0 if none does.
     */
    record Corrected(String sessionId, Instant at, String resultEtag, int revision) implements JobEvent {

        @Override
        public String jobId() {
            return null;
        }
    }

    /** It was deleted before it ended. */
    record Cancelled(String jobId, String sessionId, Instant at) implements JobEvent {}
}
