package dev.lectern.media;

import java.time.Duration;
import java.util.Objects;

/**
 * What a child process may use. Memory, processor time and file size are kept by the kernel where {@code prlimit} exists; the two
 * clocks are kept here.
 *
 * @param wall from start to end
 * @param silence without any sign of progress while its output is waited for
 * @param memoryBytes address space
 * @param cpuSeconds processor time
 * @param fileBytes size of a file that it writes
 * @param device whether it works with a device, whose driver reserves far more of the address space than it uses: then only memory
 *     that it may write to is counted
 */
record Limits(Duration wall, Duration silence, long memoryBytes, long cpuSeconds, long fileBytes, boolean device) {

    static final long GIB = 1L << 30;

    /** For a look at the header and a few pictures. */
    static final Limits QUICK = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(15), 3 * GIB, 15, GIB);

    /** For reading a whole recording: however long it is, as long as it goes on. */
    static final Limits WHOLE = new Limits(
            Duration.ofDays(2),
            Duration.ofSeconds(60),
            3 * GIB,
            Duration.ofDays(1).toSeconds(),
            GIB);

    Limits {
        Objects.requireNonNull(wall);
        Objects.requireNonNull(silence);
        if (memoryBytes <= 0 || cpuSeconds <= 0 || fileBytes <= 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** For work without a device. */
    Limits(Duration wall, Duration silence, long memoryBytes, long cpuSeconds, long fileBytes) {
        this(wall, silence, memoryBytes, cpuSeconds, fileBytes, false);
    }

    /** The same with another size of the written file. */
    Limits withFileBytes(long bytes) {
        return new Limits(wall, silence, memoryBytes, cpuSeconds, bytes, device);
    }

    /** The same with another wall clock limit. */
    Limits withWall(Duration limit) {
        return new Limits(limit, silence, memoryBytes, cpuSeconds, fileBytes, device);
    }

    /** The same for work with a device. */
    Limits withDevice() {
        return new Limits(wall, silence, memoryBytes, cpuSeconds, fileBytes, true);
    }
}
