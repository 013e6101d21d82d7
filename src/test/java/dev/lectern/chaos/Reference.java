package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comes of a recording when nobody disturbs.
 *
 * @param recording the recording
 * @param result the bytes of its result
 * @param files what its session's folder holds, by relative path; of detections also the hash
 */
record Reference(Path recording, byte[] result, Map<String, String> files) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Who is who, kept for whoever wants to correct it: made when there is time after a job was completed. */
    private static final String MADE_LATER = "association-";
    /** Two cells of time, at the fewest pictures that are looked at in a second. */
    private static final long NEARLY_MS = 400;

    /** Processes a recording on a server with slots of its own. */
    static Reference of(Path recording, RunningLectern.Setup setup, Path data) throws Exception {
        try (RunningLectern server = setup.start()) {
            RunningLectern.Accepted accepted = server.upload(recording);
            server.awaitCompleted(accepted.jobId(), PATIENCE);
            byte[] result = result(server, accepted.sessionId());
            long durationMs = server.get("/sessions/" + accepted.sessionId())
                    .at("/session/durationMs")
                    .asLong();
            covers(result, durationMs);
            return new Reference(recording, result, filesOf(data, accepted.sessionId()));
        }
    }

    static byte[] result(RunningLectern server, String sessionId) throws IOException, InterruptedException {
        var answer = server.send("GET", "/sessions/" + sessionId + "/results/instructor-tracking");
        assertThat(answer.statusCode()).as("the result of %s", sessionId).isEqualTo(200);
        return answer.body();
    }

    static Map<String, String> filesOf(Path data, String sessionId) {
        Path folder = data.resolve("sessions").resolve(sessionId);
        Map<String, String> files = new TreeMap<>();
        for (Path file : FileTree.of(folder)) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(MADE_LATER)) {
                files.put(folder.relativize(file).toString(), file.toString().endsWith(".det") ? hash(file) : "");
            }
        }
        return files;
    }

    private static void covers(byte[] result, long durationMs) throws IOException {
        JsonNode samples = new ObjectMapper().readTree(result).findValue("frameDetections");
        assertThat(samples).isNotEmpty();
        assertThat(samples.get(0).get("tMs").asLong()).isLessThan(NEARLY_MS);
        assertThat(samples.get(samples.size() - 1).get("tMs").asLong()).isGreaterThan(durationMs - NEARLY_MS);
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
