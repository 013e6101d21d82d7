package dev.lectern.bus;

import dev.lectern.job.Spent;
import dev.lectern.job.TaskFailure;
import dev.lectern.queue.Lease;
import java.util.Objects;

/**
 * How a task ended.
 *
 * @param lease what was worked on
 * @param sessionId whose recording
 * @param worker the worker that did it
 * @param failure null if it succeeded
 * @param sentence what went wrong, for the teacher; null if it succeeded
 * @param content the artefact, if it is small
 * @param file the artefact, if it is a file that the server can rename into place; an absolute path, or from a worker in another
 *     JVM the name under which it was delivered
 * @param thumbnail a small picture that was made besides, a JPEG; null if there is none
 * @param spent what it took; null counts as not measured
 */
public record TaskReport(
        Lease lease,
        String sessionId,
        String worker,
        TaskFailure.Kind failure,
        String sentence,
        byte[] content,
        String file,
        byte[] thumbnail,
        Spent spent) {

    public TaskReport {
        Objects.requireNonNull(lease);
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(worker);
        if ((failure == null) == (content == null && file == null)) {
            throw new IllegalArgumentException("a report of " + lease.task() + " is either a failure or an artefact");
        }
        spent = spent == null ? Spent.UNKNOWN : spent;
    }

    /** How a task ended of which nobody measured what it took. */
    public TaskReport(
            Lease lease,
            String sessionId,
            String worker,
            TaskFailure.Kind failure,
            String sentence,
            byte[] content,
            String file,
            byte[] thumbnail) {
        this(lease, sessionId, worker, failure, sentence, content, file, thumbnail, null);
    }

    /** The same report of a failure instead. */
    public TaskReport failed(TaskFailure.Kind kind, String why) {
        return new TaskReport(lease, sessionId, worker, Objects.requireNonNull(kind), why, null, null, null, spent);
    }

    /** The same report with its file at another place. */
    public TaskReport at(String path) {
        return new TaskReport(lease, sessionId, worker, failure, sentence, content, path, thumbnail, spent);
    }
}
