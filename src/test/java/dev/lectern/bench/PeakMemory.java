package dev.lectern.bench;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The most memory that {@code lectern process} had in use for a clip. Linux only, 0 elsewhere.
 *
 * @param jvm megabytes of the JVM, whose heap may grow to {@value #HEAP}
 * @param ffmpeg megabytes of the largest ffmpeg
 */
record PeakMemory(long jvm, long ffmpeg) {

    static final String HEAP = "256m";

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String PEAK = "VmHWM:";
    /** Until a child has become ffmpeg it counts the memory of the JVM that started it as its own. */
    private static final String FFMPEG = "Name:\tffmpeg";

    /** Processes a clip with the built jar. */
    static PeakMemory of(Path clip, Path scratch) throws IOException {
        Process process = RunningLectern.in(scratch.resolve("process"))
                .jvm("-Xmx" + HEAP)
                .launch(
                        "process",
                        clip.toString(),
                        "--out",
                        scratch.resolve("result.json").toString());
        try {
            long[] most = new long[2];
            Eventually.becomes(PATIENCE, "the clip to be processed", () -> {
                most[0] = Math.max(most[0], megabytes(status(process.pid())));
                process.children()
                        .map(child -> status(child.pid()))
                        .filter(lines -> lines.contains(FFMPEG))
                        .forEach(lines -> most[1] = Math.max(most[1], megabytes(lines)));
                return !process.isAlive();
            });
            return new PeakMemory(most[0], most[1]);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The most megabytes that a process had in use so far; 0 if it has ended, or where Linux does not tell. */
    static long ofProcess(long pid) {
        return megabytes(status(pid));
    }

    private static long megabytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static List<String> status(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
        } catch (IOException e) {
            // It has just ended, or this is no Linux.
            return List.of();
        }
    }
}
