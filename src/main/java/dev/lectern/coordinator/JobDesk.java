package dev.lectern.coordinator;

import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Session;
import dev.lectern.job.Subject;
import dev.lectern.queue.Lease;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What everybody in this package needs about jobs: to find them, to end them, and to say what happened to them. */
final class JobDesk {

    private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);

    private final Store store;
    private final TimedQueue queue;
    private final Herald herald;
    private final Subjects subjects = new Subjects();
    private final Clock clock;
    private final Map<String, Future<?>> beginning = new HashMap<>();
    /** Jobs with work to do of which it is noted that they began. */
    private final Set<String> noted = new HashSet<>();

    /** A job with work to do, and its session. */
    record Open(Job job, Session session) {}

    JobDesk(Store store, TimedQueue queue, Herald herald, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.herald = herald;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    TimedQueue queue() {
        return queue;
    }

    Instant now() {
        return clock.instant();
    }

    /** The job, if it exists and has work to do. */
    Future<Optional<Open>> open(String jobId) {
        return store.jobs().find(jobId, Open::new).map(found -> {
            Optional<Open> open = found.filter(theirs -> theirs.job().state().active());
            open.ifPresentOrElse(theirs -> subjects.open(jobId, theirs.job().trace()), () -> {
                subjects.forget(jobId);
                noted.remove(jobId);
            });
            return open;
        });
    }

    /** Ends a job whose artefact exists as a file. Answers whether it was this call that ended it. */
    Future<Boolean> complete(Job job) {
        return store.jobs().completed(job.id(), now()).onSuccess(ended -> {
            if (ended) {
                tell(new JobEvent.Completed(job.id(), job.sessionId(), now()));
            }
        });
    }

    /** A slot took a task, which is noted before it is told. */
    void begun(Lease lease, String sessionId, String worker) {
        Instant now = now();
        queue.begun(lease);
        subjects.has(worker, lease);
        Future<?> told = noted(lease, now)
                .onFailure(e -> subjects.about(lease).on(LOG.atWarn()).log("its start was not noted: {}", e.toString()))
                .transform(done -> {
                    tell(new JobEvent.TaskStarted(
                            lease.jobId(), sessionId, now, lease.task(), lease.attempt(), worker));
                    beginning.remove(lease.entry());
                    return Future.succeededFuture();
                });
        if (!told.isComplete()) {
            beginning.put(lease.entry(), told);
        }
    }

    /** Only the first task of a job changes what is stored. */
    private Future<?> noted(Lease lease, Instant now) {
        String jobId = lease.jobId();
        return noted.contains(jobId)
                ? Future.succeededFuture()
                : store.jobs().started(jobId, lease.task().kind(), now).onSuccess(done -> noted.add(jobId));
    }

    /** Completes when it was told that a task was taken, so that its end is not told before. */
    Future<?> beginningTold(Lease lease) {
        return beginning.getOrDefault(lease.entry(), Future.succeededFuture());
    }

    /** Ends a job without a result. Answers whether it was this call that ended it. */
    Future<Boolean> fail(Open open, String sentence) {
        String id = open.job().id();
        noted.remove(id);
        return store.jobs().failed(id, sentence, now()).onSuccess(ended -> {
            if (ended) {
                Subject.of(open.job()).on(LOG.atWarn()).log("failed: {}", sentence);
                tell(new JobEvent.Failed(id, open.session().id(), now(), sentence));
            }
        });
    }

    /** What is known of jobs and tasks for the log. */
    Subjects subjects() {
        return subjects;
    }

    /** Something happened to a job. */
    void tell(JobEvent event) {
        herald.tell(event);
    }
}
