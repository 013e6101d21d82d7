package dev.lectern.depot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gigabyte goes there and back through a JVM that has not a tenth of it. */
class LargeFileIT {

    private static final long BYTES = 1L << 30;
    private static final String HEAP = "-Xmx64m";
    private static final String DIRECT = "-XX:MaxDirectMemorySize=32m";
    private static final long PATIENCE_MINUTES = 10;

    @TempDir
    Path root;

    @Test
    void aLargeFileNeedsNoMoreMemoryThanASmallOne() throws Exception {
        Path log = root.resolve("log");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        DIRECT,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileIT.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jvm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(jvm.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** Server and worker of the test, in a JVM with little memory. */
    public static void main(String[] args) throws Exception {
        Ground ground = new Ground(Path.of(args[0])).start();
        Path recording = ground.data.session(Ground.SESSION).recording();
        sparse(recording);
        RemoteFiles files = ground.files();

        long begun = System.nanoTime();
        Path fetched = files.fetch(ground.order(Ground.SESSION, TaskName.TRANSCODE), new CancelToken())
                .recording();
        System.out.println("fetched after " + seconds(begun) + " s");
        String name = files.deliver(ground.order(Ground.SESSION, TaskName.TRANSCODE), fetched, new CancelToken());
        System.out.println("delivered after " + seconds(begun) + " s");

        Path delivered = ground.depot.staged().resolve(name).orElseThrow();
        boolean same = Files.mismatch(recording, fetched) < 0 && Files.mismatch(recording, delivered) < 0;
        ground.close();
        System.exit(same ? 0 : 1);
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    /** Quickly made, and not the same everywhere. */
    private static void sparse(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(BYTES);
            for (long at = 0; at < BYTES; at += BYTES / 64) {
                file.seek(at);
                file.writeLong(at + 1);
            }
        }
    }
}
