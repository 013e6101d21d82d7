package dev.lectern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar as a process of its own, on a free port, as a user would run it. */
public final class RunningLectern implements AutoCloseable {

    private static final String PASSWORD_FILE = "LECTERN_ADMIN_PASSWORD_FILE";
    private static final Pattern READY = Pattern.compile("Lectern is ready at (http://\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path log;
    private final URI base;

    private RunningLectern(Process process, Path log, URI base) {
        this.process = process;
        this.log = log;
        this.base = base;
    }

    /** What to run, and with which settings. */
    public static final class Setup {
        private final Path data;
        private final List<String> prefix = new ArrayList<>();
        private final List<String> jvm = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private boolean script;

        private Setup(Path data) {
            this.data = data;
            environment.put("LECTERN_DATA", data.toString());
            environment.put("LECTERN_PORT", "0");
        }

        /** An argument of the JVM, for example {@code -Xmx256m}. */
        public Setup jvm(String argument) {
            jvm.add(argument);
            return this;
        }

        /** A program to start the JVM through, which becomes it. */
        public Setup through(String... program) {
            prefix.addAll(List.of(program));
            return this;
        }

        /** Through the start script beside the jar, and not {@code java -jar}. */
        public Setup byTheStartScript() {
            script = true;
            return this;
        }

        /** A setting, for example {@code LECTERN_WORKERS}. */
        public Setup with(String variable, Object value) {
            environment.put(variable, value.toString());
            return this;
        }

        /** Starts the process without waiting for anything; its output goes to {@link #log()}. */
        public Process launch(String... arguments) throws IOException {
            Files.createDirectories(log().getParent());
            return builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        }

        /** Runs a command to its end, without a terminal. */
        public Ended run(String... arguments) throws IOException, InterruptedException {
            return runWith("", arguments);
        }

        /** As {@link #run}, with something on its standard input. */
        public Ended runWith(String input, String... arguments) throws IOException, InterruptedException {
            Path out = Files.createTempFile("lectern-out", ".txt");
            Path err = Files.createTempFile("lectern-err", ".txt");
            Process process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("it did not end: " + read(err));
                }
                return new Ended(process.exitValue(), read(out), read(err));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        }

        private ProcessBuilder builder(String... arguments) {
            List<String> command = new ArrayList<>(prefix);
            if (script) {
                command.add(jar().resolveSibling("lectern").toString());
                command.addAll(jvm);
            } else {
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(jvm);
                command.add("-jar");
                command.add(jar().toString());
            }
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().keySet().removeIf(name -> name.startsWith("LECTERN_"));
            builder.environment().putAll(environment);
            return builder;
        }

        /** Starts the service and waits until it says that it is ready. */
        public RunningLectern start() throws IOException {
            long from = Files.exists(log()) ? Files.size(log()) : 0;
            Process process = launch();
            try {
                String url = Eventually.get(Duration.ofMinutes(3), "Lectern to be ready", () -> {
                    Matcher ready = READY.matcher(read(log()).substring((int) from));
                    if (!ready.find() && !process.isAlive()) {
                        throw new IllegalStateException("Lectern ended: " + read(log()));
                    }
                    return ready.reset().find() ? ready.group(1) : null;
                });
                URI base = URI.create(url);
                if (environment.containsKey(PASSWORD_FILE)) {
                    KnownAs.logIn(base, "admin", Files.readString(Path.of(environment.get(PASSWORD_FILE))));
                }
                return new RunningLectern(process, log(), base);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                throw new IllegalStateException(e);
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        }

        /** Where all runs with this data folder write what they have to say. */
        public Path log() {
            return data.resolveSibling(data.getFileName() + ".log");
        }
    }

    /** Runs with this data folder, which may be missing. */
    public static Setup in(Path data) {
        return new Setup(data.toAbsolutePath());
    }

    /** The jar under test. */
    public static Path jar() {
        return Path.of(System.getProperty("lectern.jar", "target/lectern.jar")).toAbsolutePath();
    }

    public URI base() {
        return base;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Everything it wrote so far. */
    public String output() {
        return read(log);
    }

    /** Ends it the hard way, together with nothing else. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as systemd does; answers its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it ended after it was asked to; answers its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Lectern did not end");
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

    /** What came of a command. */
    public record Ended(int exit, String out, String err) {}

    /** The two ids that an upload answers with. */
    public record Accepted(String jobId, String sessionId) {}

    /** Uploads a recording that must be accepted. */
    public Accepted upload(Path recording) throws IOException, InterruptedException {
        HttpResponse<String> answer = tryUpload(recording, "{}");
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(recording + ": " + answer.statusCode() + " " + answer.body());
        }
        JsonNode ids = JSON.readTree(answer.body());
        return new Accepted(ids.get("jobId").asText(), ids.get("sessionId").asText());
    }

    /** Uploads a recording, whatever comes of it. */
    public HttpResponse<String> tryUpload(Path recording, String metadata) throws IOException, InterruptedException {
        return tryUpload(recording, metadata, "recording.mp4");
    }

    /** Uploads a recording under a name, which is sent as it is between quotation marks. */
    public HttpResponse<String> tryUpload(Path recording, String metadata, String name)
            throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n" + metadata
                + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"video\"; filename=\"" + name + "\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
        HttpRequest request = KnownAs.request(base.resolve("/sessions/import"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofFile(recording),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Downloads what is at a path, which must be there. */
    public Path download(String path, Path target) throws IOException, InterruptedException {
        HttpRequest request = KnownAs.request(base.resolve(path)).build();
        HttpResponse<Path> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofFile(target));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * Sends a request without a body.
     *
     * @param headers names and values in turns
     */
    public HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = KnownAs.request(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** How many bytes a path takes when it is sent compressed. */
    public long sizeGzipped(String path) throws IOException, InterruptedException {
        HttpRequest request = KnownAs.request(base.resolve(path))
                .header("Accept-Encoding", "gzip")
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    /** The JSON at a path, which must be there. */
    public JsonNode get(String path) {
        try {
            HttpResponse<byte[]> answer = send("GET", path);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        path + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a job is completed or failed, and answers it. */
    public JsonNode awaitEnd(String jobId, Duration patience) {
        return Eventually.get(patience, "job " + jobId + " to end", () -> {
            JsonNode job = get("/jobs/" + jobId);
            String status = job.get("status").asText();
            return status.equals("completed") || status.equals("failed") ? job : null;
        });
    }

    /** Waits until a job is completed; fails if it fails. */
    public JsonNode awaitCompleted(String jobId, Duration patience) {
        JsonNode job = awaitEnd(jobId, patience);
        if (!job.get("status").asText().equals("completed")) {
            throw new IllegalStateException("job ended as " + job + "\n" + output());
        }
        return job;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
