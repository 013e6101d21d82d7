package dev.lectern.job;

import java.util.ArrayList;
import java.util.List;

/** Tells blocking work that it is no longer wanted. Thread safe; once cancelled it stays cancelled. */
public final class CancelToken {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Cancels and runs the registered actions on the calling thread; further calls do nothing. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        RuntimeException failed = null;
        for (Runnable action : toRun) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // The others still are to stop.
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /**
     * Stops the caller if the work is no longer wanted.
     *
     * @throws TaskFailure of kind {@link TaskFailure.Kind#INTERRUPTED} if cancelled
     */
    public void check() throws TaskFailure {
        if (cancelled()) {
            throw TaskFailure.interrupted();
        }
    }

    /**
     * Runs {@code action} on cancel, at once if that was already; used to kill a child process that the work waits for.
     *
     * @return closes the registration
     */
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return () -> {
                    synchronized (this) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** An action that waits for a cancel. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
