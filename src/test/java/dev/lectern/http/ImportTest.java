package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Session;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aRecordingIsStoredWholeAndQueued() throws Exception {
        byte[] video = random(5_000_000, 1);
        Answer answer = server.client().upload(Multipart.video(video));

        assertThat(answer.status()).isEqualTo(201);
        String sessionId = answer.json().getString("sessionId");
        String jobId = answer.json().getString("jobId");
        assertThat(answer.header("location")).isEqualTo("/sessions/" + sessionId);
        assertThat(Files.readAllBytes(server.data().session(sessionId).recording()))
                .isEqualTo(video);
        Session session = await(server.store().sessions().find(sessionId)).orElseThrow();
        assertThat(session.recordingSha256()).isEqualTo(sha256(video));
        assertThat(session.recordingBytes()).isEqualTo(video.length);
        assertThat(session.createdAt()).isEqualTo(TestServer.NOW);
        assertThat(session.name()).isNull();
        assertThat(session.metadata()).isNull();
        Job job = await(server.store().jobs().find(jobId)).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.sessionId()).isEqualTo(sessionId);
        assertThat(server.added).containsExactly(jobId);
        assertThat(server.leftOnDisk()).containsExactly("sessions/" + sessionId, "sessions/" + sessionId + "/raw.mp4");
    }

    @Test
    void aRecordingOfExactlyTheLimitIsTaken() {
        Answer answer = server.client().upload(Multipart.video(new byte[(int) TestServer.MAX_UPLOAD]));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        byte[] body = Multipart.video(VIDEO).bytes();
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(http.answer().status()).isEqualTo(100);
            assertThat(http.send(body).answer().status()).isEqualTo(201);
        }
    }

    @Test
    void aFormMayArriveInPiecesOfAnySize() throws Exception {
        byte[] video = random(4000, 10);
        Multipart form = new Multipart()
                .metadata("{\"sessionName\":\"Physics\"}")
                .file("video", "x".repeat(2000) + ".mp4", video)
                .field("other", "y");
        byte[] body = form.bytes();
        for (int size : new int[] {1, 7, 1000}) {
            try (RawHttp http = new RawHttp(server.client().base())) {
                http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + form.contentType()
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n");
                for (int i = 0; i < body.length; i += size) {
                    http.send(Arrays.copyOfRange(body, i, Math.min(body.length, i + size)));
                }
                Answer answer = http.answer();
                assertThat(answer.status()).isEqualTo(201);
                assertThat(Files.readAllBytes(server.data()
                                .session(answer.json().getString("sessionId"))
                                .recording()))
                        .isEqualTo(video);
            }
        }
    }

    @Test
    void aConnectionCanBeUsedAgainAfterARefusal() throws Exception {
        byte[] body = Multipart.video(VIDEO).metadata("no json").bytes();
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(http.send(body).answer().status()).isEqualTo(422);
            http.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(http.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void anAbortedUploadLeavesNothing() throws Exception {
        byte[] head = Multipart.video(random(3_000_000, 6)).unfinishedBytes();
        RawHttp http = new RawHttp(server.client().base());
        http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: 10000000\r\n\r\n");
        http.send(head);
        eventually(() -> !server.leftOnDisk().isEmpty());
        http.abort();
        eventually(() -> server.leftOnDisk().isEmpty());
        assertNothingStored();
    }

    @Test
    void uploadsAtTheSameTimeArriveIntact() throws Exception {
        byte[][] videos = {random(9_000_000, 7), random(8_000_000, 8), random(1, 9)};
        CompletableFuture<?>[] uploads = new CompletableFuture<?>[videos.length];
        for (int i = 0; i < videos.length; i++) {
            byte[] video = videos[i];
            uploads[i] = CompletableFuture.runAsync(() -> {
                Answer answer = server.client().upload(Multipart.video(video));
                assertThat(answer.status()).isEqualTo(201);
                try {
                    assertThat(Files.readAllBytes(server.data()
                                    .session(answer.json().getString("sessionId"))
                                    .recording()))
                            .isEqualTo(video);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        CompletableFuture.allOf(uploads).get();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private JsonObject session(Answer upload) {
        assertThat(upload.status()).isEqualTo(201);
        return server.client()
                .get("/sessions/" + upload.json().getString("sessionId"))
                .json()
                .getJsonObject("session");
    }

    private void assertNothingStored() throws IOException {
        assertThat(server.leftOnDisk()).isEmpty();
        assertThat(server.client().get("/sessions").array()).isEqualTo(new JsonArray());
        assertThat(server.client().get("/jobs").array()).isEqualTo(new JsonArray());
        assertThat(server.added).isEmpty();
    }

    private static void eventually(Condition condition) throws IOException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
