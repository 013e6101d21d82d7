package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.SessionFolder;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RawHttp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportTest {

    private static final byte[] VIDEO = random(300_000);

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void everythingAboutASessionIsInTheZip() throws IOException {
        Job job = server.aSession("Optics", VIDEO);
        SessionFolder folder = server.data().session(job.sessionId());
        Path detections = folder.detections("key", 0);
        Files.createDirectories(detections.getParent());
        Files.writeString(detections, "detections");
        Files.writeString(folder.inspection(), "{}");
        byte[] payload = Answers.gzip(Buffer.buffer("{\"version\":\"v1\"}")).getBytes();
        await(server.store().jobs().completed(job.id(), payload, "e1", TestServer.NOW));

        Answer answer = server.client().get("/sessions/" + job.sessionId() + "/export");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/zip");
        assertThat(answer.header("content-disposition"))
                .isEqualTo("attachment; filename=\"lectern-" + job.sessionId() + ".zip\"; filename*=UTF-8''Optics.zip");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");

        TreeMap<String, byte[]> entries = unzipped(answer.body());
        assertThat(entries.keySet())
                .containsExactly(
                        "corrections.json",
                        "files/detections/key/0000.det",
                        "files/inspection.json",
                        "files/raw.mp4",
                        "jobs.json",
                        "results/" + job.id() + ".json",
                        "session.json");
        assertThat(entries.get("files/raw.mp4")).isEqualTo(VIDEO);
        assertThat(text(entries, "files/detections/key/0000.det")).isEqualTo("detections");
        assertThat(text(entries, "results/" + job.id() + ".json")).isEqualTo("{\"version\":\"v1\"}");
        assertThat(new JsonObject(text(entries, "session.json")).getString("name"))
                .isEqualTo("Optics");
        assertThat(new JsonArray(text(entries, "jobs.json")).getJsonObject(0).getString("id"))
                .isEqualTo(job.id());
    }

    @Test
    void aSessionThatHasHardlyBegunCanBeExported() throws IOException {
        Job job = server.aSession(null, VIDEO);
        Files.delete(server.data().session(job.sessionId()).recording());
        Answer answer = server.client().get("/sessions/" + job.sessionId() + "/export");
        assertThat(unzipped(answer.body()).keySet()).containsExactly("corrections.json", "jobs.json", "session.json");
        assertThat(answer.header("content-disposition")).doesNotContain("filename*");
        assertThat(server.client()
                        .head("/sessions/" + job.sessionId() + "/export")
                        .header("content-disposition"))
                .isEqualTo(answer.header("content-disposition"));
    }

    @Test
    void whatIsNotThereCannotBeExported() {
        assertThat(server.client().get("/sessions/sess-00000000/export").status())
                .isEqualTo(404);
        assertThat(server.client().get("/sessions/..%2f..%2fetc/export").status())
                .isEqualTo(404);
    }

    @Test
    void aClientThatHangsUpLeavesNobodyBusy() throws IOException {
        Job job = server.aSession("Optics", random(40_000_000));
        String path = "/sessions/" + job.sessionId() + "/export";
        for (int i = 0; i < 6; i++) {
            RawHttp http = new RawHttp(server.client().base());
            http.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            http.abort();
        }
        Eventually.becomes(
                Duration.ofSeconds(20),
                "an export to be sent",
                () -> server.client().get(path).status() == 200);
    }

    private static TreeMap<String, byte[]> unzipped(byte[] zip) throws IOException {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static String text(TreeMap<String, byte[]> entries, String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
