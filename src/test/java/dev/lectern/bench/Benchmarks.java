package dev.lectern.bench;

import java.util.Locale;

/** Runs all benchmarks, or the one that is named; see {@code docs/performance.md}, {@code docs/scaling.md} and {@code docs/tracking.md}. */
public final class Benchmarks {

    private enum Benchmark {
        PIPELINE(PipelineBench::run),
        QUALITY(QualityBench::run),
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
        void run() throws Exception;
    }

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        String only = Setting.text("bench.only", "");
        Benchmark[] chosen = only.isEmpty()
                ? Benchmark.values()
                : new Benchmark[] {Benchmark.valueOf(only.toUpperCase(Locale.ROOT))};
        for (Benchmark benchmark : chosen) {
            System.out.printf("%n%s%n", benchmark.name().toLowerCase(Locale.ROOT));
            benchmark.run.run();
        }
        // Some libraries keep threads that are no daemons.
        System.exit(0);
    }
}
