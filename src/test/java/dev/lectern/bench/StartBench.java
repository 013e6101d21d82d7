package dev.lectern.bench;

import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How soon the built jar is ready, as it is and with an archive of its classes, in turns; and what it takes of the memory while it idles. */
final class StartBench {

    private static final int ROUNDS = Setting.number("bench.rounds", 5);
    private static final double READY = 2;
    private static final double MEMORY = 250;
    private static final List<String> SMALL = List.of("-Xms64m", "-Xmx512m");

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
            Path data = scratch.resolve("data");
            Path archive = scratch.resolve("lectern.jsa");
            // Not counted: the first start on an empty folder; and the one whose end writes the archive.
            start(data, server -> server);
            start(data, server -> {
                for (String argument : making(archive)) {
                    server.jvm(argument);
                }
                return server;
            });
            Start[] plain = new Start[ROUNDS];
            Start[] archived = new Start[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                plain[i] = start(data, server -> server);
                archived[i] = start(data, server -> server.jvm("-XX:SharedArchiveFile=" + archive));
                print("as it is %.2f s (%.2f s of the processor, %.0f MB)", plain[i]);
                print("; with the archive %.2f s (%.2f s, %.0f MB)%n", archived[i]);
            }
            double ready = median(plain, 0);
            scores.below("start: ready, warm", ready, READY, "s");
            scores.below("start: ready, warm, with an archive of classes", median(archived, 0), READY, "s");
            scores.beside("start: processor with and without the archive", median(archived, 1), median(plain, 1), "s");
            scores.beside("start: memory with and without the archive", median(archived, 2), median(plain, 2), "MB");
            scores.stated("start: the archive", Files.size(archive) / (double) (1 << 20), "MB");
            memory(scores, scratch);
        } finally {
            Folders.delete(scratch);
        }
    }

    /** From Java 19 on the JVM makes the archive itself, and anew when it or the jar is another one. */
    private static String[] making(Path archive) {
        return Runtime.version().feature() >= 19
                ? new String[] {"-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive}
                : new String[] {"-XX:ArchiveClassesAtExit=" + archive};
    }

    /** With the heap that the JVM chooses, which begins with a part of what the machine has, and with one that begins small. */
    private static void memory(Scores scores, Path scratch) throws IOException {
        memory(scores, scratch, "a heap as the JVM chooses", List.of());
        memory(scores, scratch, String.join(" ", SMALL), SMALL);
    }

    private static void memory(Scores scores, Path scratch, String title, List<String> jvm) throws IOException {
        RunningLectern.Setup serving =
                RunningLectern.in(scratch.resolve("server" + jvm.size())).with("LECTERN_WORKERS", 0);
        jvm.forEach(serving::jvm);
        try (RunningLectern server = serving.start()) {
            RunningWorker.Setup working =
                    RunningWorker.named("idle", scratch.resolve("worker" + jvm.size()), server.base());
            jvm.forEach(working::jvm);
            scores.below("start: idle server, " + title, memoryOf(server.process()), MEMORY, "MB");
            try (RunningWorker worker = working.start()) {
                worker.awaitJoined(server);
                scores.below("start: idle server with a worker, " + title, memoryOf(server.process()), MEMORY, "MB");
                scores.below("start: idle worker, " + title, memoryOf(worker.process()), MEMORY, "MB");
            }
        }
    }

    private static double memoryOf(ProcessHandle process) {
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
