package dev.lectern.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for facts. */
public final class Eventually {

    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

    private Eventually() {}

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
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
