package dev.lectern.bench;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.job.DataFolder;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What an archive of {@value BusyArchive#SESSIONS} sessions costs who asks for one of them: the built jar on it, over HTTP. */
final class FlatBench {

    private static final int TIMES = 400;
    private static final int FEWER = 100;
    private static final int STARTS = 3;
    private static final int PAGE_SIZE = 60;
    private static final String PAGE = "/sessions?limit=" + PAGE_SIZE;
    private static final String TRACK = "/results/instructor-tracking";
    private static final double MB = 1 << 20;

    private final Scores scores;
    private final BusyArchive archive;
    private final RunningLectern server;
    private final URI base;
    private final Random random = new Random(3);

    private FlatBench(Scores scores, BusyArchive archive, RunningLectern server) {
        this.scores = scores;
        this.archive = archive;
        this.server = server;
        this.base = server.base();
    }

    static void run(Scores scores) throws Exception {
        Path scratch = Files.createTempDirectory("lectern-flat");
        try {
            Path folder = scratch.resolve("data");
            DataFolder data = new DataFolder(folder);
            long begun = System.nanoTime();
            BusyArchive archive = BusyArchive.make(data);
            print(
                    "made %,d sessions, %,d jobs, %d results in %.0f s; the database has %.0f MB%n",
                    archive.sessions().size(),
                    archive.jobs().size(),
                    archive.withResult().size(),
                    (System.nanoTime() - begun) / 1e9,
                    Files.size(data.database()) / MB);
            starts(scores, folder);
            detections(scores, archive, data);
            try (RunningLectern server = server(folder).start()) {
                scores.stated("flat: memory of the server after its start", Resident.megabytes(pid(server)), "MB");
                new FlatBench(scores, archive, server).ask();
                scores.stated("flat: memory of the server after all that", Resident.megabytes(pid(server)), "MB");
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private static RunningLectern.Setup server(Path folder) {
        return RunningLectern.in(folder).jvm("-Xmx256m").with("LECTERN_WORKERS", 0);
    }

    private static long pid(RunningLectern server) {
        return server.process().pid();
    }

    private static void starts(Scores scores, Path folder) throws IOException, InterruptedException {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            try (RunningLectern server = server(folder).start()) {
                seconds[i] = (System.nanoTime() - begun) / 1e9;
                server.stop();
            }
        }
        scores.below("flat: start until ready, median", Median.of(seconds), 5, "s");
    }

    private static void detections(Scores scores, BusyArchive archive, DataFolder data) throws IOException {
        scores.below("flat: a detection on disk", archive.bytesPerDetection(), 60, "bytes");
        List<Path> files;
        try (Stream<Path> all = Files.walk(data.session(archive.longest()).path())) {
            files = all.filter(file -> file.toString().endsWith(".det"))
                    .sorted()
                    .toList();
        }
        double[] millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            for (Path file : files) {
                DetectionCodec.decode(Files.readAllBytes(file));
            }
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        scores.stated("flat: detections of 2 h read in one pass", Median.of(millis), "ms");
    }

    private void ask() throws IOException, InterruptedException {
        String middle = page(BusyArchive.SESSIONS / 2, "");
        String middleByName = page(BusyArchive.SESSIONS / 2, "&sort=name");
        String last = page(BusyArchive.SESSIONS + PAGE_SIZE, "");
        p99("list, first page", 30, n -> PAGE);
        p99("list, a page in the middle", 30, n -> middle);
        p99("list, last page", 30, n -> last);
        p99("list, by name, a page in the middle", 30, n -> middleByName);
        p99("list, longest first", 30, n -> PAGE + "&sort=longest");
        p99("list, with one status", 30, n -> PAGE + "&status=completed");
        p99("list, search that finds many", 30, n -> PAGE + "&q=zurcher+week");
        p99("list, search that finds one", 30, n -> PAGE + "&q=" + any(archive.sessions()));
        p99("list, search that finds none", 30, n -> PAGE + "&q=nothing+like+it");
        p99("jobs, first page", 30, n -> "/jobs?limit=60");
        p99("jobs, active ones", 30, n -> "/jobs?active=true");
        p99("one job", 10, n -> "/jobs/" + any(archive.jobs()));
        p99("one session", 10, n -> "/sessions/" + any(archive.sessions()));
        p99("health of the queue", 30, n -> "/queue/health");
        p99("figures for Prometheus", 100, n -> "/metrics");
        p99("window of 5 minutes of a result of an hour", 50, n -> {
            int from = random.nextInt(55) * 60_000;
            return "/sessions/" + any(archive.withResult()) + TRACK + "?from=" + from + "&to=" + (from + 300_000);
        });
        Latency thinned =
                Latency.of(base, FEWER, n -> "/sessions/" + any(archive.withResult()) + TRACK + "?maxPoints=1000");
        scores.stated("flat: an hour thinned to 1,000 samples, p99", thinned.p99(), "ms");
        Latency whole = Latency.of(base, FEWER, n -> "/sessions/" + archive.longest() + TRACK);
        scores.below("flat: result of 2 h whole, p99", whole.p99(), 300, "ms");
        scores.below("flat: result of 2 h whole, gzip", whole.bytes() / MB, 1.5, "MB");
        Latency all = Latency.of(base, FEWER / 10, n -> "/sessions");
        scores.stated("flat: all sessions at once, as old clients ask, p50", all.p50(), "ms");
    }

    private void p99(String what, double limit, IntFunction<String> path) throws IOException, InterruptedException {
        Duration before = processor();
        Latency latency = Latency.of(base, TIMES, path);
        double each = processor().minus(before).toMillis() / (double) (TIMES + Latency.warmUp(TIMES));
        print(
                "%-45s p50 %7.2f ms  p99 %7.2f ms  processor %6.2f ms  %,9d bytes%n",
                what, latency.p50(), latency.p99(), each, latency.bytes());
        scores.below("flat: " + what + ", p99", latency.p99(), limit, "ms");
    }

    /** What the server took of the processor so far, which does not depend on what else the machine does. */
    private Duration processor() {
        return server.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The address of the page that begins behind so many sessions, or of the last one. */
    private String page(int behind, String more) throws IOException, InterruptedException {
        String page = PAGE + more;
        for (int seen = PAGE_SIZE; seen <= behind; seen += PAGE_SIZE) {
            String next = Latency.next(base, page);
            if (next == null) {
                return page;
            }
            page = next;
        }
        return page;
    }

    private String any(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
