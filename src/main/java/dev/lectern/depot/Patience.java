package dev.lectern.depot;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long one slot goes on trying to get something through to its server. Not thread safe. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5_000;

    private final Duration limit;
    private final CancelToken cancel;
    private long gotOn = System.nanoTime();
    private long nextMillis = FIRST_MILLIS;

    /**
     * @param limit for how long nothing may get on
     * @param cancel ends every wait
     */
    Patience(Duration limit, CancelToken cancel) {
        this.limit = limit;
        this.cancel = cancel;
    }

    /** Something got on. */
    void gotOn() {
        gotOn = System.nanoTime();
        nextMillis = FIRST_MILLIS;
    }

    /**
     * Waits before the next try: doubling, and not in step with others.
     *
     * @param why the last try failed
     * @throws TaskFailure transient if nothing got on for too long, interrupted if it is no longer wanted
     */
    void pause(Exception why) throws TaskFailure {
        if (System.nanoTime() - gotOn > limit.toNanos()) {
            throw TaskFailure.transientFault(
                    "The worker could not exchange files with the server for " + spoken(limit), why);
        }
        LOG.debug("to be tried again: {}", why.toString());
        long millis = nextMillis - ThreadLocalRandom.current().nextLong(nextMillis / 2 + 1);
        nextMillis = Math.min(2 * nextMillis, LONGEST_MILLIS);
        CountDownLatch cancelled = new CountDownLatch(1);
        CancelToken.Registration waiting = cancel.onCancel(cancelled::countDown);
        try {
            cancelled.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        } finally {
            waiting.close();
        }
        cancel.check();
    }

    private static String spoken(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
