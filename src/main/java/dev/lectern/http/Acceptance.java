package dev.lectern.http;

import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskFailure;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a session of a recording that has arrived. The order is what keeps it honest: look at the recording, rename it, note it in the
 * store, give the hint. What fails before the store knows of it is taken back.
 */
final class Acceptance {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    private final Store store;
    private final Recordings recordings;
    private final UploadCheck check;
    private final Hints hints;
    private final Audience audience;
    private final Metering metering;
    private final Clock clock;
    private final Parameters parameters;

    Acceptance(
            Store store,
            Recordings recordings,
            UploadCheck check,
            Hints hints,
            Audience audience,
            Metering metering,
            Clock clock,
            Parameters parameters) {
        this.store = store;
        this.recordings = recordings;
        this.check = check;
        this.hints = hints;
        this.audience = audience;
        this.metering = metering;
        this.clock = clock;
        this.parameters = parameters;
    }

    /**
     * Accepts a recording.
     *
     * @param received the recording, flushed to the disk
     * @param sessionId what its session is to be called
     * @param jobId what its first job is to be called
     * @param trace under which everything is done that comes of it
     * @param owner the account whose it will be; null if nobody's in particular
     * @return fails with an {@link ApiFailure} if it is no recording, or could not be looked at just now; the file is there then
     */
    Future<Job> accept(Received received, String sessionId, String jobId, String trace, String owner) {
        Instant now = clock.instant();
        Session session = new Session(
                sessionId,
                received.metadata().name(),
                received.metadata().text(),
                now,
                received.sha256(),
                received.bytes(),
                null);
        Job job = Job.queued(jobId, sessionId, parameters, now).under(trace);
        return check.check(received.file())
                .recover(cause -> Future.failedFuture(refusal(cause)))
                .compose(right -> recordings
                        .publish(received.file(), sessionId)
                        .compose(published -> {
                            audience.owned(sessionId, owner);
                            return store.sessions().insert(session, job, owner);
                        })
                        .recover(cause -> recordings
                                .unpublish(sessionId, received.file())
                                .transform(undone -> Future.failedFuture(cause))))
                .map(stored -> {
                    metering.uploaded(session.recordingBytes());
                    hints.added(job);
                    Subject.of(job).on(LOG.atInfo()).log("accepted");
                    return job;
                });
    }

    /** Whether a recording was accepted under this id before. */
    Future<Boolean> accepted(String sessionId) {
        return store.sessions().find(sessionId).map(Optional::isPresent);
    }

    private static Throwable refusal(Throwable cause) {
        if (!(cause instanceof TaskFailure failure)) {
            return cause;
        }
        if (failure.kind() == TaskFailure.Kind.PERMANENT) {
            return new ApiFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, failure.getMessage());
        }
        LOG.warn("An upload could not be looked at", cause);
        return new ApiFailure(
                ErrorCode.UNAVAILABLE,
                "The recording could not be looked at just now; please upload it again in a moment");
    }
}
