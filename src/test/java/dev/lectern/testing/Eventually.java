package dev.lectern.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits, on a thread of the test, until something is so. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Eventually() {}

    /** Waits for a fact; fails with its name if it does not come about. */
    public static void eventually(String fact, Callable<Boolean> holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ask(holds)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + fact);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Waits until an assertion holds; fails as the assertion does if it never holds. */
    public static void eventually(ThrowingCallable assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        AssertionError failed = tried(assertion);
        while (failed != null) {
            if (System.nanoTime() > end) {
                throw failed;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            failed = tried(assertion);
        }
    }

    /** Waits until something is so; fails after {@code patience}. */
    public static void becomes(Duration patience, String what, BooleanSupplier fact) {
        get(patience, what, () -> fact.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Waits until there is something, and answers it; fails after {@code patience}. */
    public static <T> T get(Duration patience, String what, Supplier<T> fact) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            T found = fact.get();
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("waited " + patience + " in vain for " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean ask(Callable<Boolean> holds) {
        try {
            return holds.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static AssertionError tried(ThrowingCallable assertion) {
        try {
            assertion.call();
            return null;
        } catch (AssertionError e) {
            return e;
        } catch (Throwable e) {
            return new AssertionError(e);
        }
    }
}
