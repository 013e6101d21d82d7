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

    /**
     * So many times its attempts may be lost by slots that live, as on a machine that is overloaded. That is bounded, because a recording
     * that freezes whoever has it for a while must end as well.
     */
    private static final int MOST_EXCUSED = 3;

    /** The last attempt is not given up before its holder had so many times longer to speak again, nor before earlier ones had. */
    private static final int LAST_PATIENCE = 4;

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
     * @param gone whether a holder seems to be gone, so that its lease need not run out
     * @param dead whether a holder will certainly never speak again
     */
    public Verdict judge(HeldTask held, Predicate<String> gone, Predicate<String> dead) {
        String holder = held.lease().holder();
        int attempt = counted(held.lease(), held.excused());
        return switch (holder) {
            case TaskQueue.RELEASED -> Verdict.LEAVE;
            case TaskQueue.BACKOFF -> held.idle().compareTo(backoff(attempt)) >= 0 ? Verdict.RELEASE : Verdict.LEAVE;
            default -> {
                if (held.idle().compareTo(lease) < 0 && !gone.test(holder) && !dead.test(holder)) {
                    yield Verdict.LEAVE;
                }
                if (attempt < maxAttempts) {
                    yield Verdict.RELEASE;
                }
                boolean over = held.idle().compareTo(lease.multipliedBy(LAST_PATIENCE)) >= 0 || dead.test(holder);
                yield over ? Verdict.POISON : Verdict.LEAVE;
            }
        };
    }

    /** Whether a task that failed may be tried again; {@code excused} of its attempts do not count. */
    public boolean mayRetry(Lease lease, int excused) {
        return counted(lease, excused) < maxAttempts;
    }

    /** How many attempts count if so many of them were lost by slots that live; at least 1. */
    public int counted(Lease lease, int excused) {
        return Math.max(1, lease.attempt() - Math.min(excused, MOST_EXCUSED * maxAttempts));
    }

    Duration backoff(int attempt) {
        return firstBackoff.multipliedBy(1L << Math.min(attempt - 1, 10));
    }
}
