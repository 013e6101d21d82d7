package dev.lectern.bench;

import dev.lectern.media.FfmpegBinaries;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a second worker brings: the same recording with one and with two worker JVMs of one slot each, in turns, so that both meet the
 * same other load. Everything is real. What a worker's JVM has to warm up counts.
 */
final class WorkerScaling {

    private static final int RECORDING_SECONDS = 600;
    private static final int ROUNDS = 1;
    private static final double AIM = 0.60;

    private final RunningLectern server;
    private final Path recording;
    private final Path scratch;
    private int runs;
    private long megabytes;

    private WorkerScaling(RunningLectern server, Path recording, Path scratch) {
        this.server = server;
        this.recording = recording;
        this.scratch = scratch;
    }

    static void run(Scores scores) throws Exception {
        int seconds = Setting.number("bench.scaling.seconds", RECORDING_SECONDS);
        int rounds = Setting.number("bench.scaling.rounds", ROUNDS);
        int processors = Runtime.getRuntime().availableProcessors();
        Path scratch = Files.createTempDirectory("lectern-workers");
        try {
            Path recording = BenchClip.make(FfmpegBinaries.bundled(), scratch, seconds);
            print("%d s, segments of a minute, %d rounds, %d processors%n", seconds, rounds, processors);
            try (RunningLectern server =
                    WorkerRun.server(scratch.resolve("server")).start()) {
                WorkerScaling scaling = new WorkerScaling(server, recording, scratch);
                boolean pins = processors > 1 && canPin();
                // Among all benchmarks one way has to do, or they take longer than half an hour.
                if (!pins || !Setting.text("bench.only", "").isEmpty()) {
                    scaling.compare("free", rounds, false, scores);
                }
                if (pins) {
                    scaling.compare("pinned", rounds, true, scores);
                }
                print(
                        "peak memory of the JVMs: worker %d MB, server %d MB%n",
                        scaling.megabytes, PeakMemory.ofProcess(server.process().pid()));
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private void compare(String title, int rounds, boolean pinned, Scores scores)
            throws IOException, InterruptedException {
        double[] one = new double[rounds];
        double[] two = new double[rounds];
        print("%n%-8s %12s %12s %8s%n", title, "1 worker, s", "2 workers, s", "ratio");
        for (int i = 0; i < rounds; i++) {
            // In an order that changes, so that neither is always the second.
            if (i % 2 == 0) {
                one[i] = seconds(1, pinned);
                two[i] = seconds(2, pinned);
            } else {
                two[i] = seconds(2, pinned);
                one[i] = seconds(1, pinned);
            }
            row("round " + (i + 1), one[i], two[i]);
        }
        row("median", Median.of(one), Median.of(two));
        scores.part("workers: two, of the time of one, " + title, Median.of(two), Median.of(one), "s", AIM);
        print("aim %.2f: %s%n", AIM, Median.of(two) / Median.of(one) <= AIM ? "reached" : "missed");
    }

    private double seconds(int workers, boolean pinned) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(scratch.resolve("run" + ++runs));
        WorkerRun run = WorkerRun.of(server, recording, folder, workers, pinned);
        Folders.delete(folder);
        megabytes = Math.max(megabytes, run.workerMegabytes());
        return run.seconds();
    }

    /** Whether a process can be given to the first two processors, one by one. */
    private static boolean canPin() throws InterruptedException {
        try {
            for (int processor = 0; processor < 2; processor++) {
                Process taskset = new ProcessBuilder("taskset", "-c", Integer.toString(processor), "true")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!taskset.waitFor(10, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // Not on Linux.
            return false;
        }
    }

    private static void row(String title, double one, double two) {
        print("%-8s %12.1f %12.1f %8.3f%n", title, one, two, two / one);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
