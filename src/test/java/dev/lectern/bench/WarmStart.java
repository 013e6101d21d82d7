package dev.lectern.bench;

import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One start of the jar.
 *
 * @param wall seconds from starting the process to the line that says it is ready
 * @param cpu processor time in seconds that the JVM took for it
 */
record WarmStart(double wall, double cpu) {

    /** Starts the service on this data folder and ends it again. */
    static WarmStart of(Path data) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (RunningLectern lectern = RunningLectern.in(data).start()) {
            double wall = (System.nanoTime() - begin) / 1e9;
            Duration cpu = lectern.process().info().totalCpuDuration().orElse(Duration.ZERO);
            lectern.stop();
            return new WarmStart(wall, cpu.toMillis() / 1e3);
        }
    }
}
