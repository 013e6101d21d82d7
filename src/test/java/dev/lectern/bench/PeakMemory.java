package dev.lectern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most memory that this JVM, and any one of its children, had in use; Linux only, 0 elsewhere. */
final class PeakMemory implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MS = 100;
    private static final String PEAK = "VmHWM:";
    /** Until a child has become ffmpeg it counts the memory of the JVM that started it as its own. */
    private static final String CHILD = "Name:\tffmpeg";

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private volatile long child;

    PeakMemory() {
        looking.scheduleAtFixedRate(this::look, 0, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }

    /** Megabytes of this JVM, since it was started. */
    static long ownMegabytes() {
        return peakKilobytes(status("self")) / 1024;
    }

    /** Megabytes of the largest child that was seen. */
    long childMegabytes() {
        return child / 1024;
    }

    private void look() {
        long largest = ProcessHandle.current()
                .children()
                .map(process -> status(Long.toString(process.pid())))
                .filter(lines -> lines.contains(CHILD))
                .mapToLong(PeakMemory::peakKilobytes)
                .max()
                .orElse(0);
        child = Math.max(child, largest);
    }

    private static long peakKilobytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static List<String> status(String process) {
        try {
            return Files.readAllLines(Path.of("/proc", process, "status"));
        } catch (IOException e) {
            // It has just ended.
            return List.of();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
