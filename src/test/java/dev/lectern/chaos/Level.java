package dev.lectern.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a JVM holds, seen from outside.
 *
 * @param heap bytes of objects that are still in use
 * @param threads of the process, also those that are not Java's
 * @param descriptors open files and connections
 */
record Level(long heap, long threads, long descriptors) {

    private static final long MORE_HEAP = 6L << 20;
    private static final long MORE_THREADS = 4;
    private static final long MORE_DESCRIPTORS = 10;

    /** Collects the garbage of a JVM and looks at what is left. */
    static Level of(ProcessHandle jvm) {
        Path self = Path.of("/proc", Long.toString(jvm.pid()));
        return new Level(liveBytes(jvm.pid()), entries(self.resolve("task")), entries(self.resolve("fd")));
    }

    /** Whether it is no higher than another one, but for what comes and goes: pools and caches that breathe. */
    boolean isBackAt(Level before) {
        return heap <= before.heap + MORE_HEAP
                && threads <= before.threads + MORE_THREADS
                && descriptors <= before.descriptors + MORE_DESCRIPTORS;
    }

    String markdown(String name) {
        return String.format(
                Locale.ROOT, "| %s | %.1f | %d | %d |%n", name, heap / (double) (1 << 20), threads, descriptors);
    }

    /** The last line of a histogram of all objects that can be reached, for which the JVM collects garbage first. */
    private static long liveBytes(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] total = said.strip()
                    .substring(said.strip().lastIndexOf('\n') + 1)
                    .trim()
                    .split("\\s+");
            if (!total[0].equals("Total")) {
                throw new IllegalStateException(said);
            }
            return Long.parseLong(total[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
