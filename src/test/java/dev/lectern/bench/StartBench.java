package dev.lectern.bench;

import dev.lectern.start.ClassArchive;
import dev.lectern.start.TrainingRun;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How soon the built jar is ready, as it is and by the start script, in turns; and what it takes of the memory while it idles. */
final class StartBench {

    private static final long SETTLING_MILLIS = 15_000;
    private static final int ROUNDS = Setting.number("bench.rounds", 5);
    private static final double READY = 2;
    private static final double MEMORY = 250;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StartBench() {}

    /**
     * One start.
     *
     * @param seconds until it says that it is ready
     * @param processor seconds of the processor until then
     * @param megabytes that it has in use then
     */
    private record Start(double seconds, double processor, double megabytes) {}

    static void run(Scores scores) throws Exception {
        Path scratch = Files.createTempDirectory("lectern-start");
        try {
            ClassArchive archive = ClassArchive.beside(RunningLectern.jar());
            if (Files.notExists(archive.file())) {
                new TrainingRun(archive, PATIENCE).run();
            }
            Path data = scratch.resolve("data");
            // Not counted: the first start on an empty folder.
            start(data, server -> server);
            Start[] plain = new Start[ROUNDS];
            Start[] scripted = new Start[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                plain[i] = start(data, server -> server);
                scripted[i] = start(data, RunningLectern.Setup::byTheStartScript);
                print("java -jar %.2f s (%.2f s of the processor, %.0f MB)", plain[i]);
                print("; start script %.2f s (%.2f s, %.0f MB)%n", scripted[i]);
            }
            scores.below("start: ready, warm, java -jar", median(plain, 0), READY, "s");
            scores.below("start: ready, warm, start script", median(scripted, 0), READY, "s");
            scores.beside("start: processor, start script and java -jar", median(scripted, 1), median(plain, 1), "s");
            scores.beside("start: memory, start script and java -jar", median(scripted, 2), median(plain, 2), "MB");
            scores.stated("start: the archive", Files.size(archive.file()) / (double) (1 << 20), "MB");
            memory(scores, scratch, "java -jar", false);
            memory(scores, scratch, "start script", true);
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void memory(Scores scores, Path scratch, String title, boolean script)
            throws IOException, InterruptedException {
        RunningLectern.Setup serving =
                RunningLectern.in(scratch.resolve("server-" + script)).with("LECTERN_WORKERS", 0);
        if (script) {
            serving.byTheStartScript();
        }
        try (RunningLectern server = serving.start()) {
            RunningWorker.Setup working =
                    RunningWorker.named("idle", scratch.resolve("worker-" + script), server.base());
            if (script) {
                working.byTheStartScript();
            }
            scores.below("start: idle server, " + title, memoryOf(server.process()), MEMORY, "MB");
            try (RunningWorker worker = working.start()) {
                worker.awaitJoined(server);
                scores.below("start: idle server with a worker, " + title, memoryOf(server.process()), MEMORY, "MB");
                scores.below("start: idle worker, " + title, memoryOf(worker.process()), MEMORY, "MB");
            }
        }
    }

    /** Once it has had nothing to do for a while, and has given back what it needed for its start. */
    private static double memoryOf(ProcessHandle process) throws InterruptedException {
        Thread.sleep(SETTLING_MILLIS);
        return Resident.megabytes(process.pid());
    }

    private static Start start(Path data, UnaryOperator<RunningLectern.Setup> how)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (RunningLectern server = how.apply(RunningLectern.in(data)).start()) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            Duration processor = server.process().info().totalCpuDuration().orElse(Duration.ZERO);
            double megabytes = Resident.megabytes(server.process().pid());
            server.stop();
            return new Start(seconds, processor.toMillis() / 1e3, megabytes);
        }
    }

    private static double median(Start[] starts, int figure) {
        double[] figures = new double[starts.length];
        for (int i = 0; i < starts.length; i++) {
            figures[i] = new double[] {starts[i].seconds(), starts[i].processor(), starts[i].megabytes()}[figure];
        }
        return Median.of(figures);
    }

    private static void print(String format, Start start) {
        System.out.printf(Locale.ROOT, format, start.seconds(), start.processor(), start.megabytes());
    }
}
