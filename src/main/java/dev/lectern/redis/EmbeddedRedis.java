package dev.lectern.redis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis server that Lectern brings along, as a child process on a loopback port of its own, with its data under
 * {@code <data>/redis}. If it dies it is started again at the same address; it does not outlive this JVM, and one that did is
 * ended at the next start. Its methods block: not for an event loop.
 *
 * <p>Who uses it holds the data folder's lock: a second server on one data folder would be taken for a left-behind one.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final int FIRST_TRIES = 5;

    private final Path home;
    private final String password;
    private final CompletableFuture<RedisConf> started = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keep, "embedded-redis");
    private volatile RedisProcess process;

    /** @param data the data folder; the server gets the folder {@code redis} in it */
    public EmbeddedRedis(Path data) {
        home = data.toAbsolutePath().normalize().resolve("redis");
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        password = HexFormat.of().formatHex(secret);
        keeper.setDaemon(true);
    }

    /**
     * Starts the server and waits until it answers. Once only.
     *
     * @return where it is, for as long as this is not closed, with its password
     * @throws IOException if it cannot be started; the message is a sentence for the one who starts Lectern
     */
    public RedisAddress start() throws IOException {
        keeper.start();
        try {
            return started.get().address();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the embedded Redis was starting");
        }
    }

    /** The server's process number; 0 if there was none yet. */
    public long pid() {
        RedisProcess current = process;
        return current == null ? 0 : current.pid();
    }

    /** Whether the process is there. */
    public boolean alive() {
        RedisProcess current = process;
        return current != null && current.alive();
    }

    /** Lets the server write everything down and end; kills it if it does not within 5 s. */
    @Override
    public void close() {
        closing.countDown();
        try {
            RedisProcess current = process;
            if (current != null) {
                current.stop();
            }
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The life of the thread that the server is tied to: it ends after the server, never before. */
    private void keep() {
        try {
            RedisConf conf = first();
            started.complete(conf);
            while (!closed()) {
                int code = process.waitFor();
                if (!closed()) {
                    LOG.warn("the embedded Redis ended by itself (code {}): {}", code, process.lastWords());
                    again(conf);
                }
            }
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException | RuntimeException e) {
            LOG.error("the embedded Redis is not looked after any more", e);
            started.completeExceptionally(e);
        }
    }

    private RedisConf first() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        RedisProgram.unpack(bin);
        LeftBehind.end(bin);
        IOException last = null;
        for (int i = 0; i < FIRST_TRIES && !closed(); i++) {
            RedisConf conf = new RedisConf(home, freePort(), password, List.of());
            try {
                run(conf);
                return conf;
            } catch (IOException e) {
                // The port was taken meanwhile, or the program was still held open by another thread's fork.
                LOG.debug("the embedded Redis did not start", e);
                last = e;
            }
        }
        throw new IOException(
                "The embedded Redis does not start: " + (last == null ? "it was closed" : last.getMessage())
                        + ". To use a Redis of your own set LECTERN_REDIS to its address.",
                last);
    }

    /** Starts it again at the same address, however often it takes. */
    private void again(RedisConf conf) throws InterruptedException {
        Backoff backoff = new Backoff(new SecureRandom());
        while (!closing.await(backoff.next(), TimeUnit.MILLISECONDS)) {
            try {
                run(conf);
                LOG.info("the embedded Redis is back");
                return;
            } catch (IOException e) {
                LOG.warn("the embedded Redis does not start: {}", e.getMessage());
            }
        }
    }

    private void run(RedisConf conf) throws IOException, InterruptedException {
        RedisProcess next = RedisProcess.spawn(RedisProgram.unpack(home.resolve("bin")), conf.write());
        process = next;
        if (closed()) {
            // close() may have looked before there was a process to stop.
            next.stop();
        }
        try {
            next.awaitReady();
        } catch (IOException e) {
            next.kill();
            DamagedLog.setAside(home, next.lastWords());
            throw e;
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
