package dev.lectern.redis;

import dev.lectern.testing.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A real Redis for tests, in a folder of its own, that stays away when it is killed until it is told to come back. For the one
 * that comes back by itself see {@link EmbeddedRedis}.
 */
public final class TestRedis implements AutoCloseable {

    /** The server dies with the thread that starts it, so one thread starts them all. */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "test-redis");
        thread.setDaemon(true);
        return thread;
    });

    private final Path home;
    private final RedisConf conf;
    private RedisProcess process;

    private TestRedis(List<String> more) {
        try {
            home = Files.createTempDirectory("lectern-redis-");
            conf = new RedisConf(home, freePort(), "aPasswordForTests1", more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restart();
    }

    /** Starts one, set up as the embedded one is. */
    public static TestRedis start() {
        return startWith();
    }

    /** @param more lines of redis.conf that win over the usual ones */
    public static TestRedis startWith(String... more) {
        return new TestRedis(List.of(more));
    }

    /** Where it is, with the password. */
    public String url() {
        return address().url();
    }

    public RedisAddress address() {
        return conf.address();
    }

    /** kill -9, and waits for the end. */
    public void kill() {
        call(() -> {
            process.kill();
            return null;
        });
    }

    /** Starts it again at the same address with its data; waits until it answers. */
    public void restart() {
        process = call(() -> {
            RedisProcess next = RedisProcess.spawn(RedisProgram.unpack(home.resolve("bin")), conf.write());
            next.awaitReady();
            return next;
        });
    }

    /** Holds it still: connections stay open, nothing is answered. */
    public void freeze() {
        Signals.freeze(process.pid());
    }

    /** Lets it go on. */
    public void thaw() {
        Signals.thaw(process.pid());
    }

    /** Kills it and deletes its folder. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static <T> T call(Callable<T> task) {
        try {
            return STARTER.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
