package dev.lectern.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed files through the whole service, several at a time, which stays well. */
class FuzzIT {

    private static final int FILES = Integer.getInteger("fuzz.files", 80);
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);
    private static final int AT_ONCE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CANARY = "this-canary-must-not-be-sung-4f1d9c";
    /** What the kernel lets a child have. */
    private static final long ADDRESS_SPACE = 3L << 30;

    @TempDir
    private Path temp;

    private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> wrong = new ConcurrentSkipListMap<>();
    private final Set<String> sentences = ConcurrentHashMap.newKeySet();
    private volatile long slowestMillis;

    @Test
    void everyFileEndsInAResultOrASentence() throws Exception {
        DataFolderLook data = new DataFolderLook(temp.resolve("data"));
        Path etc = Files.writeString(Files.createDirectory(temp.resolve("etc")).resolve("passwd"), CANARY);
        Path kept = Files.createDirectories(Path.of("target", "fuzz"));
        long begun = System.nanoTime();
        try (ServerSocket canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningLectern lectern = RunningLectern.in(data.data())
                        .with("LECTERN_SAMPLE_FPS", 1)
                        .with("LECTERN_IMPORTS_PER_MINUTE", 100_000)
                        .jvm("-Xmx256m")
                        .start();
                Peak peak = new Peak(lectern.process())) {
            RunningLectern.Accepted neighbour = lectern.upload(Clips.playable(temp.resolve("neighbour.mp4")));
            lectern.awaitCompleted(neighbour.jobId(), PATIENCE);
            Path beside = Files.writeString(
                    data.data()
                            .resolve("sessions")
                            .resolve(neighbour.sessionId())
                            .resolve("canary.txt"),
                    CANARY);
            String http = "127.0.0.1:" + canary.getLocalPort();
            Corpus corpus = new Corpus(
                    temp,
                    List.of(
                            "file://" + etc,
                            etc.toString(),
                            "../../../etc/passwd",
                            "file://" + beside,
                            "../" + neighbour.sessionId() + "/canary.txt",
                            "../" + neighbour.sessionId() + "/raw.mp4",
                            "http://" + http + "/a",
                            "rtsp://" + http + "/a",
                            "concat:" + etc + "|" + beside,
                            "subfile,,start,0,end,0,,:" + etc));
            ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
            List<Future<?>> runs = new ArrayList<>();
            for (int k = FIRST; k < FIRST + FILES; k++) {
                int number = k;
                runs.add(clients.submit(() -> one(lectern, corpus.file(number), number, kept)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            clients.shutdown();
            Eventually.becomes(
                    PATIENCE, "nothing to be left", () -> data.inPassing().isEmpty());
            assertThat(data.sessions()).containsExactly(neighbour.sessionId());
            noChildren(lectern);
            assertThat(scratch(lectern)).as("temporary folders").isEmpty();
            assertThat(lectern.send("GET", "/health/ready").statusCode()).isEqualTo(200);
            lectern.awaitCompleted(lectern.upload(Clips.sample()).jobId(), PATIENCE);
            canary.setSoTimeout(1);
            assertThat(connected(canary))
                    .as("a connection that a file asked for")
                    .isFalse();
            assertThat(peak.mapped()).isLessThanOrEqualTo(ADDRESS_SPACE);
            assertThat(lectern.output()).doesNotContain(CANARY, "OutOfMemory");
            String figures = "%d files in %d s: %s; slowest %.1f s; largest child %d MB, address space %d MB"
                    .formatted(
                            FILES,
                            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                            outcomes,
                            slowestMillis / 1000.0,
                            peak.resident() >> 20,
                            peak.mapped() >> 20);
            System.out.println(figures);
            Files.writeString(
                    kept.resolve("figures.txt"), figures + "\n" + String.join("\n", sentences) + "\n" + wrong + "\n");
        }
        assertThat(wrong).as("files kept in " + kept).isEmpty();
    }

    private void one(RunningLectern lectern, byte[] content, int number, Path kept) {
        Path file = temp.resolve(number + ".bin");
        long begun = System.nanoTime();
        try {
            Files.write(file, content);
            String outcome = outcome(lectern, file);
            outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
        } catch (Exception | AssertionError e) {
            wrong.put(number, e.toString());
            try {
                Files.write(kept.resolve(number + ".bin"), content);
            } catch (IOException notKept) {
                e.addSuppressed(notKept);
            }
        } finally {
            slowestMillis = Math.max(slowestMillis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            file.toFile().delete();
        }
    }

    private String outcome(RunningLectern lectern, Path file) throws Exception {
        HttpResponse<String> answer = lectern.tryUpload(file, "{}");
        noCanary(answer.body().getBytes(StandardCharsets.UTF_8));
        if (answer.statusCode() != 201) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(413, 415, 422);
            sentence(JSON.readTree(answer.body()).get("detail").asText());
            return "refused";
        }
        JsonNode ids = JSON.readTree(answer.body());
        String session = ids.get("sessionId").asText();
        JsonNode job = lectern.awaitEnd(ids.get("jobId").asText(), PATIENCE);
        boolean completed = job.get("status").asText().equals("completed");
        if (completed) {
            HttpResponse<byte[]> result = lectern.send("GET", "/sessions/" + session + "/results/instructor-tracking");
            assertThat(result.statusCode()).isEqualTo(200);
            noCanary(result.body());
            assertThat(lectern.send("HEAD", "/sessions/" + session + "/media/video")
                            .statusCode())
                    .isEqualTo(200);
        } else {
            sentence(job.get("error").asText());
        }
        noCanaryBelow(temp.resolve("data/sessions").resolve(session), file);
        assertThat(lectern.send("DELETE", "/sessions/" + session).statusCode()).isEqualTo(204);
        return completed ? "completed" : "failed";
    }

    /** Something a teacher can read, and no word about attempts that were made in vain: a hostile file is found out. */
    private void sentence(String text) {
        sentences.add(text);
        assertThat(text)
                .matches("[A-Z].{10,}")
                .doesNotContain("/", "\\", "0x", "ffmpeg", "ffprobe", "Exception", "exit code", "unexpected");
    }

    private static void noCanaryBelow(Path folder, Path recording) throws IOException {
        byte[] uploaded = Files.readAllBytes(recording);
        for (Path file : FileTree.of(folder)) {
            try {
                if (Files.isRegularFile(file) && !java.util.Arrays.equals(Files.readAllBytes(file), uploaded)) {
                    noCanary(Files.readAllBytes(file));
                }
            } catch (NoSuchFileException deleted) {
                // Work of the server that has just ended.
            }
        }
    }

    private static void noCanary(byte[] bytes) {
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1).contains(CANARY))
                .as("content of another file")
                .isFalse();
    }

    private static void noChildren(RunningLectern lectern) {
        Eventually.becomes(Duration.ofSeconds(10), "ffmpeg and ffprobe to be gone", () -> lectern.process()
                .descendants()
                .noneMatch(child -> child.info().command().orElse("").matches(".*(ffmpeg|ffprobe)")));
    }

    private static List<Path> scratch(RunningLectern lectern) throws IOException {
        try (var folders = Files.newDirectoryStream(
                Path.of(System.getProperty("java.io.tmpdir")),
                "lectern-*-" + lectern.process().pid() + "-*")) {
            List<Path> all = new ArrayList<>();
            folders.forEach(all::add);
            return all;
        }
    }

    private static boolean connected(ServerSocket canary) throws IOException {
        try {
            canary.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
