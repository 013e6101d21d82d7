package dev.lectern.bench;

import java.util.Locale;

/** Runs all benchmarks, or the one that is named; see {@code docs/performance.md}, {@code docs/scaling.md} and {@code docs/tracking.md}. */
public final class Benchmarks {

    private enum Benchmark {
        PIPELINE(PipelineBench::run),
        FLAT(FlatBench::run),
        QUEUE(QueueBench::run),
        START(StartBench::run),
        NGINX(NginxBench::run),
        QUALITY(QualityBench::run),
        ENCODE(EncodeBench::run),
        SLOTS(SlotScaling::run),
        TRACKING(TrackingBench::run),
        WORKERS(WorkerScaling::run);

        private final Run run;

        Benchmark(Run run) {
            this.run = run;
        }
    }

    @FunctionalInterface
    private interface Run {
        void run(Scores scores) throws Exception;
    }

    private Benchmarks() {}

    public static void main(String[] arguments) {
        // Some libraries keep threads that are no daemons, also when something went wrong.
        try {
            run();
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run() throws Exception {
        String only = Setting.text("bench.only", "");
        Benchmark[] chosen = only.isEmpty()
                ? Benchmark.values()
                : new Benchmark[] {Benchmark.valueOf(only.toUpperCase(Locale.ROOT))};
        Scores scores = new Scores();
        long begun = System.nanoTime();
        for (Benchmark benchmark : chosen) {
            System.out.printf("%n%s%n", benchmark.name().toLowerCase(Locale.ROOT));
            int from = scores.size();
            long since = System.nanoTime();
            benchmark.run.run(scores);
            System.out.printf(Locale.ROOT, "it took %.1f minutes%n", minutesSince(since));
            if (scores.size() > from) {
                scores.print(System.out, from);
            }
        }
        if (chosen.length > 1) {
            scores.below("all of it", minutesSince(begun), 30, "min");
            System.out.printf("%nall of it%n");
            scores.print(System.out, 0);
        }
    }

    private static double minutesSince(long begun) {
        return (System.nanoTime() - begun) / 60e9;
    }
}
