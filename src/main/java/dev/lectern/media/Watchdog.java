package dev.lectern.media;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at every running child a few times a second and has it killed when it is over one of its clocks. */
final class Watchdog {

    private static final long LOOK_EVERY_MS = 250;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "media-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private Watchdog() {}

    static Watch watch(Limits limits, Runnable overWall, Runnable overSilence) {
        return new Watch(limits, overWall, overSilence);
    }

    /** The clocks of one child. */
    static final class Watch implements AutoCloseable {

        private static final long NOT_EXPECTED = Long.MIN_VALUE;

        private final long start = System.nanoTime();
        private final Limits limits;
        private final Runnable overWall;
        private final Runnable overSilence;
        private final ScheduledFuture<?> looking;
        /** Nanoseconds after the start at which the present silence began. */
        private volatile long silentSince = NOT_EXPECTED;

        private Watch(Limits limits, Runnable overWall, Runnable overSilence) {
            this.limits = limits;
            this.overWall = overWall;
            this.overSilence = overSilence;
            looking = TIMER.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }

        /** Progress was seen, or is waited for from now on. */
        void expect() {
            silentSince = System.nanoTime() - start;
        }

        /** Silence is fine until {@link #expect()}. */
        void relax() {
            silentSince = NOT_EXPECTED;
        }

        private void look() {
            long now = System.nanoTime() - start;
            long since = silentSince;
            if (now > limits.wall().toNanos()) {
                overWall.run();
            } else if (since != NOT_EXPECTED && now - since > limits.silence().toNanos()) {
                overSilence.run();
            }
        }

        @Override
        public void close() {
            looking.cancel(false);
        }
    }
}
