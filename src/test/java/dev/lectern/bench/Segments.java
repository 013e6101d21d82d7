package dev.lectern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does something for every segment, on as many threads as there are slots, as {@code DirectRun} does. */
final class Segments {

    private Segments() {}

    /**
     * Does it.
     *
     * @param work for each segment something that answers how many frames it was
     */
    static Cost measure(int segments, int threads, IntFunction<Callable<Integer>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, segments));
        try {
            Clock begin = Clock.now();
            List<Future<Integer>> running = new ArrayList<>();
            for (int k = 0; k < segments; k++) {
                running.add(pool.submit(work.apply(k)));
            }
            int frames = 0;
            for (Future<Integer> one : running) {
                frames += one.get();
            }
            return Clock.now().since(begin, frames);
        } finally {
            pool.shutdownNow();
        }
    }
}
