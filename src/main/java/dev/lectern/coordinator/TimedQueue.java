package dev.lectern.coordinator;

import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.queue.HeldTask;
import dev.lectern.queue.Lease;
import dev.lectern.queue.QueueLengths;
import dev.lectern.queue.TaskQueue;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The queue, and since when each of its tasks may be taken. Of tasks that an earlier coordinator offered nobody knows that, so how
 * long those waited is not told.
 */
final class TimedQueue implements TaskQueue {

    /** Who has it keeps it: no longer, or not yet, to be taken. */
    private static final Instant TAKEN = Instant.MAX;

    private final TaskQueue queue;
    private final Figures figures;
    private final Clock clock;
    private final Map<String, Map<TaskName, Instant>> since = new HashMap<>();

    TimedQueue(TaskQueue queue, Figures figures, Clock clock) {
        this.queue = queue;
        this.figures = figures;
        this.clock = clock;
    }

    /** A slot took what it was handed. */
    void begun(Lease lease) {
        Instant from = times(lease.jobId()).put(lease.task(), TAKEN);
        if (from != null && !from.equals(TAKEN)) {
            Duration waited = Duration.between(from, clock.instant());
            figures.handedOver(lease.task().kind(), waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    /** A slot's task was taken from it. */
    void lost(TaskKind kind) {
        figures.leaseLost(kind);
    }

    @Override
    public Future<Integer> offer(String jobId, List<TaskName> tasks) {
        Instant now = clock.instant();
        return queue.offer(jobId, tasks).onSuccess(added -> {
            if (added > 0) {
                tasks.forEach(task -> times(jobId).putIfAbsent(task, now));
            }
        });
    }

    @Override
    public Future<Optional<Lease>> claim(String holder, Set<String> not) {
        return queue.claim(holder, not);
    }

    @Override
    public Future<Boolean> renew(Lease lease) {
        return queue.renew(lease);
    }

    @Override
    public Future<Boolean> settle(Lease lease) {
        return queue.settle(lease).onSuccess(good -> {
            if (good) {
                times(lease.jobId()).remove(lease.task());
            }
        });
    }

    @Override
    public Future<Boolean> putOff(Lease lease) {
        return queue.putOff(lease);
    }

    @Override
    public Future<Boolean> handBack(Lease lease) {
        return free(lease, queue.handBack(lease));
    }

    @Override
    public Future<Boolean> release(Lease lease) {
        return free(lease, queue.release(lease));
    }

    @Override
    public Future<Boolean> excuse(Lease lost) {
        return queue.excuse(lost);
    }

    @Override
    public Future<Integer> excused(Lease lease) {
        return queue.excused(lease);
    }

    @Override
    public Future<List<HeldTask>> held() {
        return queue.held();
    }

    @Override
    public Future<Void> dismiss(Predicate<String> gone) {
        return queue.dismiss(gone);
    }

    @Override
    public Future<QueueLengths> lengths() {
        return queue.lengths();
    }

    @Override
    public Future<Void> remove(String jobId) {
        since.remove(jobId);
        return queue.remove(jobId);
    }

    private Future<Boolean> free(Lease lease, Future<Boolean> freed) {
        Instant now = clock.instant();
        return freed.onSuccess(good -> {
            if (good) {
                times(lease.jobId()).put(lease.task(), now);
            }
        });
    }

    private Map<TaskName, Instant> times(String jobId) {
        return since.computeIfAbsent(jobId, id -> new HashMap<>());
    }
}
