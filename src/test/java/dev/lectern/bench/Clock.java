package dev.lectern.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was used up since the JVM, or the machine, was started, in seconds. What only Linux tells is 0 elsewhere.
 *
 * @param wall of a clock
 * @param jvm processor time of this JVM
 * @param children processor time of its children that have ended
 * @param idle time in which the processors, added up, had nothing to do
 */
record Clock(double wall, double jvm, double children, double idle) {

    /** What Linux counts processor time in; the same wherever it runs. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path SELF = Path.of("/proc/self/stat");
    private static final Path MACHINE = Path.of("/proc/stat");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Clock now() {
        return new Clock(System.nanoTime() / 1e9, SYSTEM.getProcessCpuTime() / 1e9, ofChildren(), ofIdling());
    }

    /** What was used up between {@code begin} and this, for so many frames. */
    Cost since(Clock begin, int frames) {
        return new Cost(frames, wall - begin.wall, jvm - begin.jvm, children - begin.children, idle - begin.idle);
    }

    private static double ofChildren() {
        // The program's name, which may hold spaces, is in brackets; cutime and cstime are the 14th and 15th field
        // after it.
        String[] fields = line(SELF).replaceFirst(".*\\) ", "").split(" ");
        return fields.length < 15 ? 0 : (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }

    private static double ofIdling() {
        // cpu user nice system idle iowait ...
        String[] fields = line(MACHINE).split(" +");
        return fields.length < 6 ? 0 : (Long.parseLong(fields[4]) + Long.parseLong(fields[5])) / TICKS_PER_SECOND;
    }

    private static String line(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readString(file).lines().findFirst().orElse("")
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
