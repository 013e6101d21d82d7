package dev.lectern.store;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Session;
import java.util.Objects;

/**
 * A session with what a list of sessions says about it.
 *
 * @param session the session
 * @param newestJob its newest job that was not deleted; null if there is none
 * @param hasResult whether a tracking result exists, from whichever job
 * @param lastError how the last job ended that was deleted without having completed; null if there was none
 * @param hasThumbnail whether there is a small picture of the recording
 */
public record SessionRow(Session session, Job newestJob, boolean hasResult, String lastError, boolean hasThumbnail) {

    /** What {@link #lastError()} says of a job that was deleted while it had work to do. */
    public static final String CANCELLED = "Cancelled";

    public SessionRow {
        Objects.requireNonNull(session);
    }

    /** The session's status, the same wherever it is shown: work under way, else a result, else failed. */
    public SessionStatus status() {
        if (newestJob != null && newestJob.state().active()) {
            return SessionStatus.PROCESSING;
        }
        return hasResult ? SessionStatus.COMPLETED : SessionStatus.FAILED;
    }

    /** The state of the newest job; of a session without jobs, what is true of it. */
    public JobState processingState() {
        if (newestJob != null) {
            return newestJob.state();
        }
        return hasResult ? JobState.COMPLETED : JobState.FAILED;
    }

    /** Why processing failed, in a sentence; null unless {@link #processingState()} is failed. */
    public String processingError() {
        if (processingState() != JobState.FAILED) {
            return null;
        }
        if (newestJob != null) {
            return newestJob.error();
        }
        return lastError == null ? CANCELLED : lastError;
    }
}
