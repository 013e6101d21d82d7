package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Session;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void theFormOfTheDashboardNamesTheSessionAndItsMetadataIsKept() {
        String metadata = "{\"sessionName\":\"Optik – 第一课\",\"courseCode\":\"\",\"sessionDate\":\"2026-11-22\"}";
        Answer before =
                server.client().upload(new Multipart().metadata(metadata).file("video", "a.mp4", VIDEO));
        Answer after = server.client().upload(Multipart.video(VIDEO).metadata(metadata));

        for (Answer answer : new Answer[] {before, after}) {
            JsonObject session = session(answer);
            assertThat(session.getString("name")).isEqualTo("Optik – 第一课");
            assertThat(session.getJsonObject("metadata")).isEqualTo(new JsonObject(metadata));
            assertThat(session.getString("sessionDate")).isEqualTo("2026-11-22");
            assertThat(session.getString("courseCode")).isNull();
        }
    }

    @Test
    void metadataMayBeSentAsJsonOrAsAFile() {
        String metadata = "{\"sessionName\":\"Physics\"}";
        Answer asJson = server.client()
                .upload(Multipart.video(VIDEO)
                        .part(
                                "Content-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json",
                                metadata.getBytes(StandardCharsets.UTF_8)));
        Answer asFile = server.client()
                .upload(Multipart.video(VIDEO)
                        .file("metadata", "metadata.json", metadata.getBytes(StandardCharsets.UTF_8)));
        assertThat(session(asJson).getString("name")).isEqualTo("Physics");
        assertThat(session(asFile).getString("name")).isEqualTo("Physics");
    }

    @Test
    void theLineOfTheOldReadmeNamesTheSession(@TempDir Path folder) throws Exception {
        Path video = Files.write(folder.resolve("video.mp4"), VIDEO);
        Path out = folder.resolve("out.json");
        Process curl = new ProcessBuilder(
                        "curl",
                        "-s",
                        "-o",
                        out.toString(),
                        "-X",
                        "POST",
                        server.client().base() + "/sessions/import",
                        "-F",
                        "video=@" + video,
                        "-F",
                        "metadata={\\\"sessionName\\\":\\\"Test Session\\\"};type=application/json")
                .start();
        assertThat(curl.waitFor()).isZero();
        JsonObject answer = new JsonObject(Files.readString(out));
        JsonObject session = server.client()
                .get("/sessions/" + answer.getString("sessionId"))
                .json()
                .getJsonObject("session");
        assertThat(session.getString("name")).isEqualTo("Test Session");
        assertThat(session.getJsonObject("metadata")).isEqualTo(new JsonObject().put("sessionName", "Test Session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"sessionName\":",
                "[1,2]",
                "\"text\"",
                "7",
                "null",
                "{\"sessionName\":7}",
                "{\\\"sessionName\\\":\\\"Test}",
                "{\"a\":1} trailing"
            })
    void badMetadataIsRefusedAndStoresNothing(String metadata) throws Exception {
        for (Multipart form : new Multipart[] {
            Multipart.video(VIDEO).metadata(metadata),
            new Multipart().metadata(metadata).file("video", "a.mp4", random(300_000, 2))
        }) {
            Answer answer = server.client().upload(form);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().getString("message")).contains("metadata");
        }
        assertNothingStored();
    }

    @Test
    void metadataThatIsNestedTooDeeplyIsRefused() throws Exception {
        for (int depth : new int[] {40, 900, 5000}) {
            String nested = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            assertThat(server.client()
                            .upload(Multipart.video(VIDEO).metadata(nested))
                            .status())
                    .isEqualTo(422);
        }
        assertNothingStored();
    }

    @Test
    void metadataAndOtherFieldsAreBounded() throws Exception {
        String large = "{\"sessionName\":\"" + "x".repeat(70_000) + "\"}";
        Multipart manyFields = new Multipart();
        for (int i = 0; i < 100; i++) {
            manyFields.field("field" + i, "x");
        }
        Multipart[] forms = {
            Multipart.video(VIDEO).metadata(large),
            new Multipart().metadata(large).file("video", "a.mp4", VIDEO),
            Multipart.video(VIDEO).file("metadata", "m.json", large.getBytes(StandardCharsets.UTF_8)),
            Multipart.video(VIDEO).file("other", "o.bin", random(200_000, 3)),
            manyFields.file("video", "a.mp4", VIDEO)
        };
        for (Multipart form : forms) {
            assertThat(server.client().upload(form).status()).isEqualTo(413);
        }
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sessionName\":\"\"}|",
                "{\"sessionName\":\"  \"}|",
                "{\"sessionName\":null}|",
                "{}|",
                "{\"sessionName\":\"2026-11-22\"}|2026-11-22",
                "{\"sessionName\":\"12\"}|12",
                "{\"sessionName\":\"a \\\"b\\\" c\"}|a \"b\" c",
                "{\"sessionName\":\"a\\u0000b\"}|ab",
                "{\"sessionName\":\" <b>&amp; \"}|<b>&amp;"
            })
    void aNameIsTakenAsItIsGiven(String metadata, String name) {
        assertThat(session(server.client().upload(Multipart.video(VIDEO).metadata(metadata)))
                        .getString("name"))
                .isEqualTo(name);
    }

    @Test
    void otherSmallFieldsAreIgnored() {
        Answer answer = server.client()
                .upload(new Multipart()
                        .field("token", "abc")
                        .file("video", "a.mp4", VIDEO)
                        .file("slides", "s.pdf", VIDEO));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aFormWithoutARecordingIsRefused() throws Exception {
        Multipart[] forms = {
            new Multipart().metadata("{\"sessionName\":\"x\"}"),
            new Multipart().field("video", "not a file"),
            new Multipart().file("file", "a.mp4", VIDEO),
            new Multipart()
        };
        for (Multipart form : forms) {
            Answer answer = server.client().upload(form);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().getString("detail")).isEqualTo("The form must have a file named video");
        }
        assertNothingStored();
    }

    @Test
    void twoRecordingsInOneFormAreRefused() throws Exception {
        Answer answer = server.client().upload(Multipart.video(VIDEO).file("video", "b.mp4", VIDEO));
        assertThat(answer.status()).isEqualTo(422);
        assertNothingStored();
    }

    @Test
    void anEmptyFileNameIsRefused() throws Exception {
        for (byte[] content : new byte[][] {VIDEO, new byte[0], random(400_000, 4)}) {
            Answer answer = server.client().upload(new Multipart().file("video", "", content));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("message")).contains("file name");
        }
        assertNothingStored();
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Answer answer = server.client().upload(Multipart.video(new byte[0]));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("message")).isEqualTo("The file is empty");
        assertNothingStored();
    }

    @Test
    void aFileThatIsNoVideoIsRefusedWithTheSentenceOfTheCheck() throws Exception {
        server.check = Future.failedFuture(TaskFailure.permanent("This file is not a video."));
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().getString("message")).isEqualTo("This file is not a video.");
        assertNothingStored();
    }

    @Test
    void aCheckThatDoesNotWorkJustNowIsNotTheRecordingsFault() throws Exception {
        server.check = Future.failedFuture(TaskFailure.transientFault("ffprobe could not be started: /tmp/x", null));
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).doesNotContain("ffprobe").doesNotContain("/tmp");
        server.check = Future.failedFuture(new IllegalStateException("secret /path"));
        Answer bug = server.client().upload(Multipart.video(VIDEO));
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.text()).doesNotContain("secret");
        assertNothingStored();
    }

    @Test
    void aRecordingOverTheLimitIsRefusedHoweverItIsSent() throws Exception {
        Multipart form = Multipart.video(new byte[(int) TestServer.MAX_UPLOAD + 1]);
        Answer declared = server.client().upload(form);
        assertThat(declared.status()).isEqualTo(413);
        Answer chunked = server.client()
                .send(
                        "POST",
                        "/sessions/import",
                        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(form.bytes())),
                        "content-type",
                        form.contentType());
        assertThat(chunked.status()).isEqualTo(413);
        assertNothingStored();
    }

    @Test
    void aRecordingOfExactlyTheLimitIsTaken() {
        Answer answer = server.client().upload(Multipart.video(new byte[(int) TestServer.MAX_UPLOAD]));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedBeforeTheBodyIsSent() throws Exception {
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: 99999999999\r\n\r\n");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        byte[] body = Multipart.video(VIDEO).bytes();
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(http.answer().status()).isEqualTo(100);
            assertThat(http.send(body).answer().status()).isEqualTo(201);
        }
    }

    @Test
    void aConnectionCanBeUsedAgainAfterARefusal() throws Exception {
        byte[] body = Multipart.video(VIDEO).metadata("no json").bytes();
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: x\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(http.send(body).answer().status()).isEqualTo(422);
            http.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        server.diskReserve = Long.MAX_VALUE / 2;
        server.restart();
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(507);
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/mixed; boundary=x",
        "text/plain"
    })
    void whatIsNoFormIsRefused(String type) throws Exception {
        Answer answer =
                server.client().send("POST", "/sessions/import", BodyPublishers.ofString("{}"), "content-type", type);
        assertThat(answer.status()).isEqualTo(415);
        assertNothingStored();
    }

    @Test
    void aRequestWithoutABodyIsRefused() {
        assertThat(server.client().post("/sessions/import").status()).isEqualTo(415);
    }

    @Test
    void aFormThatEndsTooEarlyIsRefused() throws Exception {
        Multipart form = Multipart.video(VIDEO);
        byte[] half = form.unfinishedBytes();
        byte[][] bodies = {Arrays.copyOf(half, half.length - 10), Arrays.copyOf(half, 60), new byte[0], random(5000, 5)
        };
        for (byte[] body : bodies) {
            Answer answer = server.client()
                    .send(
                            "POST",
                            "/sessions/import",
                            BodyPublishers.ofByteArray(body),
                            "content-type",
                            form.contentType());
            assertThat(answer.status()).isIn(400, 413, 422);
        }
        assertNothingStored();
    }

    @Test
    void anAbortedUploadLeavesNothing() throws Exception {
        byte[] head = Multipart.video(random(3_000_000, 6)).unfinishedBytes();
        RawHttp http = new RawHttp(server.client().base());
        http.send("POST /sessions/import HTTP/1.1\r\nHost: x\r\nContent-Type: "
                + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: 10000000\r\n\r\n");
        http.send(head);
        eventually(() -> !server.leftOnDisk().isEmpty());
        http.abort();
        eventually(() -> server.leftOnDisk().isEmpty());
        assertNothingStored();
    }

    @Test
    void namesFromTheClientNeverBecomePaths() throws Exception {
        for (String name :
                new String[] {"../../evil.mp4", "/etc/passwd", "a\u0000b.mp4", "..", "CON", "x".repeat(3000)}) {
            Answer answer = server.client().upload(new Multipart().file("video", name, VIDEO));
            assertThat(answer.status()).isEqualTo(201);
        }
        assertThat(server.leftOnDisk()).allMatch(path -> path.matches("sessions/sess-[0-9a-f]+(/raw\\.mp4)?"));
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

    private interface Condition {
        boolean holds() throws IOException;
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
