package dev.lectern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code lectern worker} as a process of its own, with a data folder of its own. */
public final class RunningWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Set<String> AT_WORK = Set.of("idle", "busy");

    private final Setup setup;
    private final Instant launched = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final int logBefore;
    private final Process process;

    private RunningWorker(Setup setup) throws IOException {
        this.setup = setup;
        this.logBefore =
                Files.exists(setup.log()) ? Files.readString(setup.log()).length() : 0;
        this.process = setup.launch();
    }

    /** What to run. */
    public static final class Setup {
        private final String name;
        private final Path data;
        private final URI server;
        private final List<String> prefix = new ArrayList<>();
        private final List<String> jvm = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private boolean script;

        private Setup(String name, Path data, URI server) {
            this.name = name;
            this.data = data;
            this.server = server;
        }

        /** An argument of the JVM, for example {@code -Xmx256m}. */
        public Setup jvm(String argument) {
            jvm.add(argument);
            return this;
        }

        /** A program to start the JVM through, which becomes it. */
        public Setup through(List<String> program) {
            prefix.addAll(program);
            return this;
        }

        /** Through the start script beside the jar, and not {@code java -jar}. */
        public Setup byTheStartScript() {
            script = true;
            return this;
        }

        /** Further arguments of the command. */
        public Setup with(String... arguments) {
            options.addAll(List.of(arguments));
            return this;
        }

        /** Starts the process without waiting for anything. */
        public RunningWorker start() throws IOException {
            return new RunningWorker(this);
        }

        private Process launch() throws IOException {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(prefix);
            String home = System.getProperty("java.home");
            command.add((script ? RunningLectern.jar().resolveSibling("lectern") : Path.of(home, "bin", "java"))
                    .toString());
            command.addAll(jvm);
            if (!script) {
                command.addAll(List.of("-jar", RunningLectern.jar().toString()));
            }
            command.addAll(List.of("worker", "--join", server.toString(), "--slots", "1"));
            command.addAll(List.of("--name", name, "--data", data.toString()));
            command.addAll(options);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(key -> key.startsWith("LECTERN_"));
            builder.environment().put("JAVA_HOME", home);
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        }

        /** Where all runs of this worker write what they have to say. */
        public Path log() {
            return data.resolveSibling(data.getFileName() + ".log");
        }
    }

    /**
     * A worker with one slot.
     *
     * @param data its folder, which may be missing; its log goes beside it
     * @param server where it is to ask to be let in
     */
    public static Setup named(String name, Path data, URI server) {
        return new Setup(name, data.toAbsolutePath(), server);
    }

    public String name() {
        return setup.name;
    }

    public Path data() {
        return setup.data;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Everything that workers with this data folder wrote so far. */
    public String output() {
        try {
            return Files.readString(setup.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server lists it. */
    public RunningWorker awaitJoined(RunningLectern server) {
        try {
            Eventually.becomes(
                    PATIENCE,
                    "worker " + name() + " to join",
                    () -> !process.isAlive() || saysThatItIsIn() && listedBy(server));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + output(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("worker " + name() + " ended: " + output());
        }
        return this;
    }

    private boolean saysThatItIsIn() {
        return output().substring(logBefore).contains(" works for ");
    }

    /** Whether the server lists this run of it as alive. */
    public boolean listedBy(RunningLectern server) {
        for (JsonNode worker : server.get("/workers")) {
            if (worker.get("name").asText().equals(name())) {
                return AT_WORK.contains(worker.get("state").asText())
                        && !Instant.parse(worker.get("since").asText()).isBefore(launched);
            }
        }
        return false;
    }

    /** Ends it the hard way. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void freeze() {
        Signals.freeze(process.pid());
    }

    public void thaw() {
        Signals.thaw(process.pid());
    }

    /** Asks it to end, as systemd does; answers its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it ended, by itself or because it was asked to; answers its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("worker " + name() + " did not end: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
