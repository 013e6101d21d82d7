package dev.lectern.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of redis-server, from its start to its end. */
final class RedisProcess {

    private static final Logger SERVER_LOG = LoggerFactory.getLogger("dev.lectern.redis.server");
    private static final String READY = "Ready to accept connections";
    /** How it begins advice on the machine's settings, which is never why it ended. */
    private static final String ADVICE = "WARNING ";
    /** Process, role, time and level, which a log of ours has already or has no use for. */
    private static final Pattern PREFIX = Pattern.compile("^\\d+:\\S+ .{6,20} \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [.*#-] ");

    private static final Duration TO_GET_READY = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 5;

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread reader;

    private RedisProcess(Process process) {
        this.process = process;
        reader = new Thread(this::read, "embedded-redis-log");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the program. Where the system offers it the server is tied to the <em>calling thread</em> and killed when that
     * ends, so call it from a thread that lives as long as the server is wanted.
     */
    static RedisProcess spawn(Path program, Path conf) throws IOException {
        List<String> command = new ArrayList<>(Leash.prefix());
        command.add(program.toString());
        command.add(conf.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Redis refuses to start with a locale that the machine does not have, and needs nothing else from here.
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        return new RedisProcess(builder.start());
    }

    /**
     * Waits until the server answers, which is after it has read its data.
     *
     * @throws IOException if it ended before, or took too long; the message has its last words
     */
    void awaitReady() throws IOException, InterruptedException {
        try {
            ready.get(TO_GET_READY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it was not ready after " + TO_GET_READY.toSeconds() + " s: " + lastWords(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Waits for the end. */
    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** What it said last, on one line. */
    String lastWords() {
        synchronized (tail) {
            return tail.isEmpty() ? "it said nothing" : String.join(" | ", tail);
        }
    }

    /** Asks it to write everything down and end; kills it if it does not. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** Ends it without a chance to write anything down. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException | UncheckedIOException e) {
            SERVER_LOG.debug("its log ended", e);
        }
        ready.completeExceptionally(new IOException(lastWords()));
    }

    private void heard(String line) {
        if (line.isBlank()) {
            return;
        }
        String words = PREFIX.matcher(line).replaceFirst("").strip();
        SERVER_LOG.debug("{}", words);
        if (words.contains(READY)) {
            synchronized (tail) {
                // What it said on its way here explains nothing that happens later.
                tail.clear();
            }
            ready.complete(null);
        } else if (!words.startsWith(ADVICE)) {
            synchronized (tail) {
                tail.addLast(words);
                if (tail.size() > TAIL_LINES) {
                    tail.removeFirst();
                }
            }
        }
    }
}
