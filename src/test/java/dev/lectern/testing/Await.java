package dev.lectern.testing;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what will happen, on a thread of the test. */
public final class Await {

    private static final int PATIENCE_SECONDS = 30;

    private Await() {}

    public static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Waits for a failure; null if there was none. */
    public static Throwable failureOf(Future<?> future) {
        return await(future.<Throwable>map(value -> null).recover(Future::succeededFuture));
    }
}
