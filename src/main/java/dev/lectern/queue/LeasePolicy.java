package dev.lectern.queue;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Decides what becomes of tasks that were handed out. Pure.
 *
 * @param lease how long a holder may be silent
 * @param firstBackoff how long the first retry waits; every further one waits twice as long
 * @param maxAttempts after how many attempts a task is given up, at least 1
 */
public record LeasePolicy(Duration lease, Duration firstBackoff, int maxAttempts) {

    /** A worker that dies is noticed within 8 s, so that its task runs elsewhere within 10 s. */
    public static final LeasePolicy DEFAULT = new LeasePolicy(Duration.ofSeconds(8), Duration.ofSeconds(2), 3);

    /** The same with another number of attempts. */
    public LeasePolicy withAttempts(int attempts) {
        return new LeasePolicy(lease, firstBackoff, attempts);
    }

    /** What to do with a task that was handed out. */
    public enum Verdict {
        /** It is where it should be. */
        LEAVE,
        /** Let somebody else claim it. */
        RELEASE,
        /** It took down every holder that it was given to: give it up. */
        POISON
    }

    /**
     * Looks at one task.
     *
     * @param dead whether a holder is known to be gone, so that its lease need not run out
     */
    public Verdict judge(HeldTask held, Predicate<String> dead) {
        String holder = held.lease().holder();
        int attempt = held.lease().attempt();
        return switch (holder) {
            case TaskQueue.RELEASED -> Verdict.LEAVE;
            case TaskQueue.BACKOFF -> held.idle().compareTo(backoff(attempt)) >= 0 ? Verdict.RELEASE : Verdict.LEAVE;
            default -> {
                if (held.idle().compareTo(lease) < 0 && !dead.test(holder)) {
                    yield Verdict.LEAVE;
                }
                yield attempt >= maxAttempts ? Verdict.POISON : Verdict.RELEASE;
            }
        };
    }

    /** Whether a task that failed may be tried again. */
    public boolean mayRetry(Lease lease) {
        return lease.attempt() < maxAttempts;
    }

    Duration backoff(int attempt) {
        return firstBackoff.multipliedBy(1L << Math.min(attempt - 1, 10));
    }
}
