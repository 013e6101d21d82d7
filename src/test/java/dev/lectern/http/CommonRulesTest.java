package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonRulesTest {

    private static final String ORIGIN = TestServer.ORIGIN;

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void everyAnswerHasTheHeadersThatBrowsersAskFor() throws IOException {
        Job job = server.aSession("Physics", new byte[2000]);
        String video = "/sessions/" + job.sessionId() + "/media/video";
        String etag = server.client().head(video).header("etag");
        List<Answer> answers = List.of(
                server.client().get("/sessions", "origin", ORIGIN),
                server.client().head("/sessions", "origin", ORIGIN),
                server.client().get("/sessions/nobody", "origin", ORIGIN),
                server.client().get("/nothing/here", "origin", ORIGIN),
                server.client().get("/jobs?active=x", "origin", ORIGIN),
                server.client().get(video, "origin", ORIGIN),
                server.client().get(video, "origin", ORIGIN, "range", "bytes=0-9"),
                server.client().get(video, "origin", ORIGIN, "range", "bytes=9999-"),
                server.client().get(video, "origin", ORIGIN, "if-none-match", etag),
                server.client().get("/openapi.json", "origin", ORIGIN),
                server.client().send("PUT", "/sessions", BodyPublishers.ofString("x"), "origin", ORIGIN),
                server.client().send("DELETE", "/jobs/" + job.id(), BodyPublishers.noBody(), "origin", ORIGIN),
                server.client().upload(Multipart.video(new byte[0]), "origin", ORIGIN),
                server.client().upload(Multipart.video(new byte[1]), "origin", ORIGIN));
        for (Answer answer : answers) {
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(ORIGIN);
            assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
            assertThat(answer.header("access-control-expose-headers")).contains("Content-Range");
            assertThat(answer.headers().allValues("vary").toString()).containsIgnoringCase("origin");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("permissions-policy")).contains("camera=()", "microphone=()");
            assertThat(answer.header("content-security-policy"))
                    .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe-eval", "*");
        }
    }

    @Test
    void aPageThatMayNotUseTheApiIsGivenNoSuchHeaders() {
        for (String origin : new String[] {"http://evil.example", "null", ORIGIN + ".evil.example", ORIGIN + "/"}) {
            Answer answer = server.client().get("/sessions", "origin", origin);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("access-control-allow-origin")).isNull();
            assertThat(answer.headers().allValues("vary").toString()).containsIgnoringCase("origin");
        }
        assertThat(server.client().get("/sessions").header("vary")).containsIgnoringCase("origin");
    }

    @Test
    void aPreflightMirrorsWhatIsAskedFor() {
        for (String path : new String[] {"/sessions", "/jobs/job-1234abcd", "/nothing/here"}) {
            Answer answer = preflight(path, ORIGIN);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(ORIGIN);
            assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
            assertThat(answer.header("access-control-allow-headers")).isEqualTo("x-one, range");
            assertThat(answer.header("access-control-allow-methods")).contains("DELETE", "POST", "GET", "HEAD");
        }
        Answer refused = preflight("/sessions", "http://evil.example");
        assertThat(refused.header("access-control-allow-origin")).isNull();
        assertThat(refused.header("access-control-allow-methods")).isNull();
    }

    private Answer preflight(String path, String origin) {
        return server.client()
                .send(
                        "OPTIONS",
                        path,
                        BodyPublishers.noBody(),
                        "origin",
                        origin,
                        "access-control-request-method",
                        "DELETE",
                        "access-control-request-headers",
                        "x-one, range");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing",
        "/application",
        "/assets",
        "/assets/",
        "/assets/nothing.js",
        "/assets/..%2findex.html",
        "/index.html",
        "/sessions/a/b/c",
        "/sessions/sess-12345678/media",
        "/jobs/job-12345678/nothing",
        "/docs/nothing.js",
        "/docs/..%2findex.html",
        "/queue",
        "/%2e%2e/etc/passwd"
    })
    void anUnknownAddressIsNotFound(String path) {
        Answer answer = server.client().get(path);
        assertThat(answer.status()).isEqualTo(404);
        JsonObject body = answer.json();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(body.getString("detail"))
                .isEqualTo(body.getString("message"))
                .isNotEmpty();
        assertThat(body.getInteger("status")).isEqualTo(404);
        assertThat(body.getString("type")).isEqualTo("urn:lectern:error:not-found");
        assertThat(body.getString("title")).isEqualTo("Not found");
        assertThat(body.getString("instance")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /sessions                              | GET, HEAD, OPTIONS",
                "POST   | /jobs                                  | GET, HEAD, OPTIONS",
                "PUT    | /sessions/import                       | POST, OPTIONS",
                "PATCH  | /sessions/sess-12345678                | GET, HEAD, DELETE, OPTIONS",
                "GET    | /sessions/sess-12345678/process        | POST, OPTIONS",
                "DELETE | /sessions/sess-12345678/media/video    | GET, HEAD, OPTIONS",
                "POST   | /jobs/job-12345678                     | GET, HEAD, DELETE, OPTIONS",
                "GET    | /queue/recover                         | POST, OPTIONS",
                "POST   | /queue/health                          | GET, HEAD, OPTIONS",
                "POST   | /system                                | GET, HEAD, OPTIONS",
                "POST   | /                                      | GET, HEAD, OPTIONS",
                "DELETE | /app/sessions/sess-12345678            | GET, HEAD, OPTIONS",
                "PUT    | /assets/index.js                       | GET, HEAD, OPTIONS",
                "BREW   | /jobs                                  | GET, HEAD, OPTIONS"
            })
    void anotherMethodIsRefusedWithThoseThatAreAllowed(String method, String path, String allow) {
        Answer answer = server.client().send(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo(allow);
        assertThat(answer.json().getString("message")).contains(allow);
        Answer options = server.client().send("OPTIONS", path, BodyPublishers.noBody());
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo(allow);
    }

    @Test
    void whatIsNotHttpIsAnsweredAllTheSame() throws IOException {
        String[][] requests = {
            {"NONSENSE\r\n\r\n", "400"},
            {"GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"},
            {"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n", "431"},
            {"GET /sessions/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"},
            {"POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n", "4"},
            {"GET /sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n", "400"}
        };
        for (String[] request : requests) {
            try (RawHttp http = new RawHttp(server.client().base())) {
                Answer answer = http.send(request[0]).answer();
                assertThat(Integer.toString(answer.status())).startsWith(request[1]);
                assertThat(answer.header("content-type")).isEqualTo("application/json");
                assertThat(answer.json().getString("message")).isNotEmpty();
            }
        }
    }

    @Test
    void headHasNoBodyAlsoWhenItIsAnError() throws IOException {
        for (String path : new String[] {"/sessions", "/openapi.json", "/nothing", "/jobs/job-1"}) {
            try (RawHttp http = new RawHttp(server.client().base())) {
                http.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(http.answerWithoutBody().header("content-length")).isNotEqualTo("0");
                http.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(http.answer().json().getString("status")).isEqualTo("up");
            }
        }
    }

    @Test
    void aListIsCompressedForThoseWhoAcceptIt() throws IOException {
        for (int i = 0; i < 20; i++) {
            server.aSession("Session " + i, new byte[1]);
        }
        Answer plain = server.client().get("/sessions");
        Answer gzip = server.client().get("/sessions", "accept-encoding", "gzip");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(gzip.array()).isEqualTo(plain.array()).hasSize(20);
        assertThat(server.client()
                        .get("/sessions", "accept-encoding", "gzip;q=0, identity")
                        .header("content-encoding"))
                .isNull();
    }

    @Test
    void theQueueSaysWhoWorksAndWhatWaits() throws IOException {
        server.aSession("1", new byte[1]);
        JsonObject expected = new JsonObject()
                .put("hasWorker", true)
                .put("workerCount", 2)
                .put("queuedJobCount", 1)
                .put("startedJobCount", 0)
                .put("redis", "up");
        assertThat(server.client().get("/queue/health").json()).isEqualTo(expected);

        server.queue = Future.succeededFuture(new QueueState(List.of(), false));
        Answer down = server.client().get("/queue/health");
        assertThat(down.status()).isEqualTo(200);
        assertThat(down.json().getString("redis")).isEqualTo("down");
        assertThat(down.json().getBoolean("hasWorker")).isFalse();

        server.queue = Future.failedFuture("gone");
        assertThat(server.client().get("/queue/health").json()).isEqualTo(down.json());
    }

    @Test
    void aPassOfRecoveryCanBeAskedFor() {
        for (String body : new String[] {"", "{}", "null"}) {
            Answer answer = server.client().post("/queue/recover", body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(new JsonObject().put("recoveredQueuedJobs", 3));
        }
        assertThat(server.client().post("/queue/recover", "[").status()).isEqualTo(422);
        server.recovery = Future.failedFuture("redis is down");
        assertThat(server.client().post("/queue/recover").status()).isEqualTo(503);
    }

    @Test
    void healthTellsLiveFromReady() {
        assertThat(server.client().get("/health/live").status()).isEqualTo(200);
        assertThat(server.client().get("/health/ready").json())
                .isEqualTo(new JsonObject().put("status", "up").put("checks", new JsonObject().put("redis", "up")));

        server.ready = Future.succeededFuture(
                new JsonObject().put("ready", false).put("checks", new JsonObject().put("redis", "down")));
        Answer notReady = server.client().get("/health/ready");
        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.json().getJsonObject("checks").getString("redis")).isEqualTo("down");
        server.ready = Future.failedFuture("secret");
        assertThat(server.client().get("/health/ready").status()).isEqualTo(503);
        assertThat(server.client().get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void theDescriptionAndItsViewerComeFromTheJar() {
        Answer openApi = server.client().get("/openapi.json", "accept-encoding", "gzip");
        assertThat(openApi.json().getString("openapi")).startsWith("3.1");
        assertThat(server.client()
                        .get("/openapi.json", "if-none-match", openApi.header("etag"))
                        .status())
                .isEqualTo(304);
        Answer page = server.client().get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("http://").doesNotContain("https://");
        for (String file : new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "start.js", "favicon-32x32.png"}) {
            assertThat(page.text() + "start.js").contains(file);
            assertThat(server.client().get("/docs/" + file).status()).isEqualTo(200);
        }
    }
}
