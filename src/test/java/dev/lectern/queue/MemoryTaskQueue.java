package dev.lectern.queue;

import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The queue as a map, for tests: it keeps the same contract as the one in Redis, and time is a parameter. */
public class MemoryTaskQueue implements TaskQueue {

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> excused = new HashMap<>();
    private int added;
    private int looks;
    private boolean up = true;

    private record Entry(String id, String jobId, TaskName task, String holder, int attempts, Instant since) {

        boolean waiting() {
            return holder == null;
        }

        boolean isOf(Lease lease) {
            return lease.holder().equals(holder)
                    && lease.attempt() == attempts
                    && lease.jobId().equals(jobId)
                    && lease.task().equals(task);
        }
    }

    public MemoryTaskQueue(Clock clock) {
        this.clock = clock;
    }

    /** Whether it can be reached. */
    public synchronized boolean up() {
        return up;
    }

    /** Puts it out of reach, or back. */
    public synchronized void reachable(boolean reachable) {
        up = reachable;
    }

    @Override
    public Future<Integer> offer(String jobId, List<TaskName> tasks) {
        return answered(() -> {
            int before = added;
            for (TaskName task : tasks) {
                if (find(entry -> entry.jobId().equals(jobId) && entry.task().equals(task))
                        .isEmpty()) {
                    String id = Integer.toString(++added);
                    entries.put(id, new Entry(id, jobId, task, null, 0, clock.instant()));
                }
            }
            return added - before;
        });
    }

    @Override
    public Future<Optional<Lease>> claim(String holder, Set<String> not) {
        return answered(() -> find(entry -> RELEASED.equals(entry.holder()) && !not.contains(entry.id()))
                .or(() -> find(Entry::waiting))
                .map(entry -> lease(hold(entry, holder, entry.attempts() + 1))));
    }

    @Override
    public Future<Boolean> renew(Lease lease) {
        return fenced(lease, entry -> hold(entry, entry.holder(), entry.attempts()));
    }

    @Override
    public Future<Boolean> settle(Lease lease) {
        return fenced(lease, entry -> {
            excused.remove(entry.id());
            return entries.remove(entry.id());
        });
    }

    @Override
    public Future<Boolean> putOff(Lease lease) {
        return fenced(lease, entry -> hold(entry, BACKOFF, entry.attempts()));
    }

    @Override
    public Future<Boolean> handBack(Lease lease) {
        return fenced(lease, entry -> hold(entry, RELEASED, entry.attempts() - 1));
    }

    @Override
    public Future<Boolean> release(Lease lease) {
        return fenced(lease, entry -> hold(entry, RELEASED, entry.attempts()));
    }

    @Override
    public Future<Boolean> excuse(Lease lost) {
        return answered(() -> {
            Entry entry = entries.get(lost.entry());
            if (entry == null || entry.waiting()) {
                return false;
            }
            excused.merge(lost.entry(), 1, Integer::sum);
            return true;
        });
    }

    @Override
    public Future<Integer> excused(Lease lease) {
        return answered(() -> excused.getOrDefault(lease.entry(), 0));
    }

    @Override
    public Future<List<HeldTask>> held() {
        return answered(() -> {
            looks++;
            List<HeldTask> held = new ArrayList<>();
            for (Entry entry : entries.values()) {
                if (!entry.waiting()) {
                    held.add(new HeldTask(
                            lease(entry),
                            Duration.between(entry.since(), clock.instant()),
                            excused.getOrDefault(entry.id(), 0)));
                }
            }
            return held;
        });
    }

    @Override
    public Future<QueueLengths> lengths() {
        return answered(() -> {
            Instant now = clock.instant();
            List<Entry> waiting = entries.values().stream()
                    .filter(entry -> entry.waiting() || RELEASED.equals(entry.holder()))
                    .toList();
            long putOff = entries.values().stream()
                    .filter(entry -> BACKOFF.equals(entry.holder()))
                    .count();
            Instant oldest =
                    waiting.stream().map(Entry::since).min(Instant::compareTo).orElse(now);
            return new QueueLengths(
                    waiting.size(), entries.size() - waiting.size() - putOff, putOff, Duration.between(oldest, now));
        });
    }

    @Override
    public Future<Void> remove(String jobId) {
        return answered(() -> {
            entries.values().removeIf(entry -> entry.jobId().equals(jobId));
            excused.keySet().retainAll(entries.keySet());
            return null;
        });
    }

    @Override
    public Future<Void> dismiss(Predicate<String> gone) {
        // Here a holder is only a name on a task.
        return answered(() -> null);
    }

    /** How many tasks are in it, waiting or held. */
    public synchronized int size() {
        return entries.size();
    }

    /** How many times somebody asked what is held. */
    public synchronized int looks() {
        return looks;
    }

    private Entry hold(Entry entry, String holder, int attempts) {
        Entry held = new Entry(entry.id(), entry.jobId(), entry.task(), holder, attempts, clock.instant());
        entries.put(entry.id(), held);
        return held;
    }

    private Optional<Entry> find(Predicate<Entry> wanted) {
        return entries.values().stream().filter(wanted).findFirst();
    }

    private Future<Boolean> fenced(Lease lease, Function<Entry, ?> change) {
        return answered(() -> {
            Entry entry = entries.get(lease.entry());
            if (entry == null || !entry.isOf(lease)) {
                return false;
            }
            change.apply(entry);
            return true;
        });
    }

    private synchronized <T> Future<T> answered(Supplier<T> answer) {
        return up ? Future.succeededFuture(answer.get()) : Future.failedFuture("the queue is away");
    }

    private static Lease lease(Entry entry) {
        return new Lease(entry.id(), entry.jobId(), entry.task(), entry.holder(), Math.max(1, entry.attempts()));
    }
}
