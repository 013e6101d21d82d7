package dev.lectern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.job.Json;
import dev.lectern.redis.RedisAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peer, in a folder below the build's, so that it never comes near the product; see {@code src/test/bench/bullmq}. */
final class BullMq implements AutoCloseable {

    private static final Path SOURCES = Path.of("src", "test", "bench", "bullmq");
    private static final List<String> FILES = List.of("package.json", "queue.mjs");
    private static final Path INSTALLED = Path.of("target", "bench-bullmq");

    private final String missing;

    private BullMq(String missing) {
        this.missing = missing;
    }

    /** Why it cannot be measured; null if it can. */
    String missing() {
        return missing;
    }

    /** Fetches it if it is not there yet. */
    static BullMq install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String file : FILES) {
            Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
        }
        if (Files.isDirectory(INSTALLED.resolve("node_modules").resolve("bullmq"))) {
            return new BullMq(null);
        }
        try {
            Process npm = new ProcessBuilder(
                            "npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!npm.waitFor(5, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                return new BullMq("npm did not end");
            }
            return new BullMq(npm.exitValue() == 0 ? null : "npm gave it up");
        } catch (IOException e) {
            return new BullMq("there is no npm");
        }
    }

    /** Sends so many jobs that do nothing through one of its workers. */
    QueueBench.Through run(RedisAddress redis, int concurrency, int jobs) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node", "queue.mjs", Integer.toString(concurrency), Integer.toString(jobs))
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BENCH_REDIS", redis.url());
        Process node = builder.start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!node.waitFor(2, TimeUnit.MINUTES) || node.exitValue() != 0) {
            node.destroyForcibly();
            throw new IllegalStateException("BullMQ ended with " + said);
        }
        JsonNode figures = Json.read(said.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return new QueueBench.Through(
                figures.get("perSecond").asDouble(),
                figures.get("handOverMillis").asDouble());
    }

    @Override
    public void close() {
        // What was fetched stays for the next run, until the build's folder is cleaned.
    }
}
