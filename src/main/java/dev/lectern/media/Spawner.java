package dev.lectern.media;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts every child process from one thread that lives as long as the JVM: the signal that ends a child with its parent is tied to
 * the thread that started it, and a slot's thread may end before.
 */
final class Spawner {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "media-spawner");
        thread.setDaemon(true);
        return thread;
    });

    private Spawner() {}

    static Process start(ProcessBuilder builder) throws IOException {
        boolean interrupted = false;
        try {
            var started = THREAD.submit(builder::start);
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    // A start takes milliseconds; leaving now would lose the child.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
