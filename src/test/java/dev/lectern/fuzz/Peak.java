package dev.lectern.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks again and again at how much memory the children of a process have had at most. */
final class Peak implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong resident = new AtomicLong();
    private final AtomicLong mapped = new AtomicLong();

    Peak(ProcessHandle parent) {
        thread.scheduleWithFixedDelay(
                () -> parent.descendants().forEach(this::look), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Most memory that one of them really had, in bytes. */
    long resident() {
        return resident.get();
    }

    /** Largest address space of one of them, in bytes. */
    long mapped() {
        return mapped.get();
    }

    private void look(ProcessHandle child) {
        try {
            Path folder = Path.of("/proc", Long.toString(child.pid()));
            String name = Files.readString(folder.resolve("comm")).strip();
            if (!name.equals("ffmpeg") && !name.equals("ffprobe")) {
                return;
            }
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    resident.accumulateAndGet(bytes(line), Math::max);
                } else if (line.startsWith("VmPeak:")) {
                    mapped.accumulateAndGet(bytes(line), Math::max);
                }
            }
        } catch (IOException gone) {
            // It has ended.
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
