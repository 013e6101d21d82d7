package dev.lectern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Slow parts of a start that do not need each other are brought at the same time. */
final class Meanwhile {

    private Meanwhile() {}

    /** How a part is brought. */
    interface Bringing<T> {
        T get() throws StartFailure;
    }

    /** Brings a part on another thread. */
    static <T> CompletableFuture<T> bring(Bringing<T> part) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return part.get();
            } catch (StartFailure e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Waits for it. */
    static <T> T brought(CompletableFuture<T> part) throws StartFailure {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure
                    ? failure
                    : new StartFailure(
                            "Lectern could not start: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
