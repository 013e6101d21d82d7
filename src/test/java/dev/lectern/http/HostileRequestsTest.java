package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of people who look for a hole. After each, the server is well and its folder as it was. */
@Timeout(60)
class HostileRequestsTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);
    private static final String CANARY = "content of a file beside the data folder";
    static final List<String> INJECTIONS = List.of(
            "' OR '1'='1",
            "'; DROP TABLE sessions; --",
            "\" UNION SELECT sqlite_version() --",
            "1; PRAGMA writable_schema=1",
            "*",
            "lectern:*",
            "\r\nFLUSHALL\r\n",
            "*1\r\n$8\r\nFLUSHALL\r\n",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "%00",
            "\u0000",
            "sess-00000000' --",
            "a".repeat(3000));

    @RegisterExtension
    private final TestServer server = new TestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/../../canary",
                "/sessions/..%2f..%2fcanary",
                "/sessions/%2e%2e%2f%2e%2e%2fcanary/media/video",
                "/sessions/..%5c..%5ccanary/media/video",
                "/sessions/....//....//canary",
                "/sessions/sess-00000000%00/media/video",
                "/sessions/sess-00000000/media/../../../../canary",
                "/sessions/sess-00000000/media/..%2f..%2f..%2fcanary",
                "/assets/..%2f..%2f..%2fcanary",
                "/assets/%2e%2e/%2e%2e/canary",
                "/assets/..;/openapi.json",
                "/docs/..%2fopenapi.json",
                "/docs/%2e%2e%2f%2e%2e%2flogback.xml",
                "/docs/..%2f..%2fMETA-INF%2fMANIFEST.MF",
                "/app/..%2f..%2fcanary",
                "/app/%2e%2e/%2e%2e/canary",
                "//canary",
                "/%2fetc%2fpasswd",
                "/file:%2f%2f%2fetc%2fpasswd"
            })
    void noAddressLeadsOutOfTheServer(String path) throws IOException {
        Files.writeString(server.data().root().resolveSibling("canary"), CANARY);
        try (RawHttp http = new RawHttp(server.client().base())) {
            Answer answer = http.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .answer();
            if (!path.startsWith("/app/")) {
                assertThat(answer.status()).isIn(400, 404);
            }
            assertThat(answer.text()).doesNotContain(CANARY, "root:", "Manifest-Version", "<configuration");
        } finally {
            Files.delete(server.data().root().resolveSibling("canary"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../escaped.mp4",
                "/tmp/escaped.mp4",
                "..\\..\\escaped.mp4",
                "escaped\u0000.mp4",
                "~/escaped",
                "con"
            })
    void noNameOfAFileDecidesWhereItLies(String name) throws IOException {
        Answer answer = server.client().upload(new Multipart().file("video", name, VIDEO));
        assertThat(answer.status()).isIn(201, 400, 422);
        assertThat(server.leftOnDisk()).allMatch(path -> path.matches("sessions/sess-[0-9a-f]+(/raw.mp4)?"));
    }

    @Test
    void whatLooksLikeAQueryOrACommandIsOnlyText() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        for (String injection : INJECTIONS) {
            String encoded =
                    URLEncoder.encode(injection, StandardCharsets.UTF_8).replace("+", "%20");
            for (String path : List.of(
                    "/sessions/" + encoded,
                    "/sessions/" + encoded + "/media/video",
                    "/sessions/" + encoded + "/results/instructor-tracking",
                    "/jobs/" + encoded,
                    "/jobs/" + encoded + "/events",
                    "/jobs?active=" + encoded,
                    "/jobs?limit=" + encoded,
                    "/jobs?before=" + encoded,
                    "/sessions/" + job.sessionId() + "/results/instructor-tracking?from=" + encoded,
                    "/sessions/" + job.sessionId() + "/results/instructor-tracking?maxPoints=" + encoded)) {
                assertThat(server.client().get(path).status()).as(path).isIn(200, 400, 404, 414, 422);
            }
            assertThat(server.client().delete("/sessions/" + encoded).status()).isIn(400, 404);
            assertThat(server.client().delete("/jobs/" + encoded).status()).isIn(400, 404);
            String body = new JsonObject()
                    .put("sampleFps", injection)
                    .put("segmentSeconds", injection)
                    .encode();
            assertThat(server.client()
                            .post("/sessions/" + job.sessionId() + "/process", body)
                            .status())
                    .isIn(409, 422);
            for (String header : List.of("last-event-id", "if-none-match", "if-range", "range", "traceparent")) {
                String value = injection.replaceAll("[^\\x20-\\x7e]", "?");
                assertThat(server.client()
                                .get("/sessions/" + job.sessionId() + "/media/video", header, value)
                                .status())
                        .isIn(200, 206, 304, 416);
            }
        }
        assertThat(server.client().get("/sessions").array()).hasSize(1);
    }

    @Test
    void namesAndMetadataComeBackAsTheyWereAndAreStoredAsText() {
        for (String injection : INJECTIONS) {
            String metadata = new JsonObject()
                    .put("sessionName", injection)
                    .put("courseCode", injection)
                    .put(injection, injection)
                    .encode();
            Answer answer = server.client().upload(Multipart.video(VIDEO).metadata(metadata));
            assertThat(answer.status()).as(injection).isEqualTo(201);
            JsonObject session = server.client()
                    .get("/sessions/" + answer.json().getString("sessionId"))
                    .json()
                    .getJsonObject("session");
            assertThat(session.getJsonObject("metadata").getString(injection)).isEqualTo(injection);
        }
        assertThat(server.client().get("/sessions").array()).hasSize(INJECTIONS.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: 1e3",
                "Content-Length: 99999999999999999999",
                "Content-Length: 0x10",
                "Content-Length: 5, 6",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: x",
                "X-A: b\rX-Injected: c",
                "X-A : b",
                " X-Folded: b",
                "X-\u0000: b"
            })
    void aRequestThatIsTwoRequestsIsNone(String headers) throws IOException {
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /queue/recover HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n");
            http.send("5\r\nhello\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");
            int status = http.answer().status();
            // Netty prefers chunks to a length and drops the length, so nobody behind or before disagrees.
            assertThat(status).as(headers).isIn(400, 413, 415, 422, 501, 503);
        }
        assertWell();
    }

    @Test
    void aBodyThatIsShorterThanItsLengthSaysIsNoUpload() throws IOException {
        Multipart form = Multipart.video(VIDEO);
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + form.contentType()
                            + "\r\nContent-Length: " + (form.bytes().length + 500) + "\r\n\r\n")
                    .send(form.unfinishedBytes())
                    .abort();
        }
        Eventually.becomes(Duration.ofSeconds(10), "nothing to be left", () -> server.leftOnDisk()
                .isEmpty());
        assertThat(server.client().get("/sessions").array()).isEqualTo(new JsonArray());
    }

    @Test
    void aBodyThatIsLongerThanItsLengthSaysIsCutThere() throws IOException {
        Multipart form = Multipart.video(VIDEO);
        try (RawHttp http = new RawHttp(server.client().base())) {
            Answer answer = http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + form.contentType() + "\r\nContent-Length: 60\r\n\r\n")
                    .send(form.bytes())
                    .answer();
            assertThat(answer.status()).isIn(400, 422);
        }
        Eventually.becomes(Duration.ofSeconds(10), "nothing to be left", () -> server.leftOnDisk()
                .isEmpty());
    }

    @Test
    void aFloodOfTinyChunksIsBoundedLikeEveryBody() throws IOException {
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            chunks.append("1\r\nx\r\n");
        }
        for (String path : List.of("/queue/recover", "/sessions/sess-00000000/process", "/sessions/import")) {
            try (RawHttp http = new RawHttp(server.client().base())) {
                String type = path.endsWith("import") ? Multipart.video(VIDEO).contentType() : "application/json";
                http.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n");
                int status;
                try {
                    http.send(chunks.toString());
                    http.send("0\r\n\r\n");
                } catch (IOException closed) {
                    // It may hang up before it has read all of it.
                }
                status = http.answer().status();
                assertThat(status).as(path).isIn(400, 413, 422);
            }
        }
        assertWell();
    }

    @Test
    void aChunkOfAnImpossibleLengthIsRefused() throws IOException {
        for (String chunk : List.of("FFFFFFFFFFFFFFFF", "7FFFFFFF7", "-1", "zz", "1;" + "x".repeat(100_000))) {
            try (RawHttp http = new RawHttp(server.client().base())) {
                http.send("POST /queue/recover HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
                try {
                    http.send(chunk + "\r\nhello\r\n0\r\n\r\n");
                    assertThat(http.answer().status()).as(chunk).isIn(400, 413, 422);
                } catch (IOException closed) {
                    assertThat(closed).hasMessageMatching(".*(closed|reset|[Bb]roken).*");
                }
            }
        }
        assertWell();
    }

    @Test
    void headersAndAddressesHaveALargestSize() throws IOException {
        assertAnswers("GET /sessions HTTP/1.1\r\nHost: localhost\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n", 431);
        assertAnswers("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append("X-").append(i).append(": a\r\n");
        }
        assertAnswers("GET /sessions HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n", 431);
    }

    @Test
    void metadataHasALargestSizeAndDepth() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        String wide = new JsonObject().put("a", "x".repeat(70_000)).encode();
        for (String metadata : List.of(deep, "[".repeat(30_000), "{\"a\":" + "[".repeat(30_000))) {
            assertThat(server.client()
                            .upload(new Multipart().metadata(metadata).file("video", "a.mp4", VIDEO))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(server.client()
                        .upload(new Multipart().metadata(wide).file("video", "a.mp4", VIDEO))
                        .status())
                .isEqualTo(413);
        assertThat(server.leftOnDisk()).isEmpty();
    }

    @Test
    void aNameCannotAddAHeader() throws IOException {
        Answer answer = server.client()
                .upload(Multipart.video(VIDEO)
                        .metadata("{\"sessionName\":\"a\\r\\nX-Injected: yes\\r\\n\\r\\n<script>\"}"));
        String id = answer.json().getString("sessionId");
        List<Answer> answers = new ArrayList<>(List.of(
                answer,
                server.client().get("/sessions/" + id),
                server.client().get("/sessions/" + id + "/media/video")));
        try (RawHttp http = new RawHttp(server.client().base())) {
            answers.add(http.send("GET /sessions/x%0d%0aX-Injected:%20yes HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .answer());
        }
        assertThat(answers).allMatch(each -> each.header("x-injected") == null);
    }

    private void assertAnswers(String request, int status) throws IOException {
        try (RawHttp http = new RawHttp(server.client().base())) {
            assertThat(http.send(request).answer().status()).isEqualTo(status);
        }
        assertWell();
    }

    private void assertWell() {
        assertThat(server.client().get("/health/live").status()).isEqualTo(200);
        assertThat(server.leftOnDisk()).isEmpty();
        assertThat(server.client().get("/sessions").array()).isEqualTo(new JsonArray());
    }
}
