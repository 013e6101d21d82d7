package dev.lectern.queue;

import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The queue of tasks; see the package's description for its states. All methods fail when the queue cannot be reached, and may be
 * called again then. Those that take a {@link Lease} answer false, and change nothing, when the lease is no longer good.
 */
public interface TaskQueue {

    /** Holder of tasks that may be claimed at once. */
    String RELEASED = "released";

    /** Holder of tasks that failed for now and wait for their next attempt. */
    String BACKOFF = "backoff";

    /**
     * Adds tasks of a job behind all others; those that are already waiting or held stay as they are.
     *
     * @return how many were added
     */
    Future<Integer> offer(String jobId, List<TaskName> tasks);

    /** Hands the next task to a slot: a released one if there is one, else the one that waited longest; empty if none waits. */
    default Future<Optional<Lease>> claim(String holder) {
        return claim(holder, Set.of());
    }

    /**
     * Hands the next task to a slot, as {@link #claim(String)}, but none of those that it must not get; they stay for others.
     *
     * @param not entries of released tasks, see {@link Lease#entry()}; those that are not released are of no account
     */
    Future<Optional<Lease>> claim(String holder, Set<String> not);

    /** Says that the holder still works on it. */
    Future<Boolean> renew(Lease lease);

    /** Takes a task out of the queue, because it is done or no longer wanted. */
    Future<Boolean> settle(Lease lease);

    /** Puts a task aside that failed for now; {@link #release} brings it back. */
    Future<Boolean> putOff(Lease lease);

    /** Gives a task back that was interrupted; the attempt does not count. */
    Future<Boolean> handBack(Lease lease);

    /** Takes a task away from its holder so that it may be claimed again; the attempt counts. */
    Future<Boolean> release(Lease lease);

    /**
     * Has one attempt of a task not count, because who lost it turned out to live. Who holds the task now, or nobody, is not touched.
     *
     * @param lost the lease that was lost; it does not become good again
     * @return false if the task is no longer in the queue
     */
    Future<Boolean> excuse(Lease lost);

    /** How many attempts of a task do not count. */
    Future<Integer> excused(Lease lease);

    /** Everything that was handed out and not settled. */
    Future<List<HeldTask>> held();

    /** How much there is. */
    Future<QueueLengths> lengths();

    /**
     * Forgets holders that are gone and hold nothing.
     *
     * @param gone whether a holder will never come again
     */
    Future<Void> dismiss(Predicate<String> gone);

    /** Takes all tasks of a job out of the queue; leases on them are no longer good. */
    Future<Void> remove(String jobId);
}
