package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import dev.lectern.testing.SseClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client gets that wants more than its share, or gives less than it said. */
@Timeout(60)
class LimitsTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    private final TestServer server = new TestServer();

    private void limits(HttpLimits limits) {
        server.limits = limits;
        server.restart();
    }

    private static HttpLimits generous() {
        return new HttpLimits(100, 1000, 100, 100, 1000, 1000, 1000, LONG, 0, LONG);
    }

    private static HttpLimits uploads(int atOnce, int perMinute) {
        return new HttpLimits(atOnce, perMinute, 100, 100, 1000, 1000, 1000, LONG, 0, LONG);
    }

    private static HttpLimits connections(int perClient, int all) {
        return new HttpLimits(100, 1000, 100, 100, perClient, all, 1000, LONG, 0, LONG);
    }

    private static HttpLimits streams(int perClient, int all) {
        return new HttpLimits(100, 1000, perClient, all, 1000, 1000, 1000, LONG, 0, LONG);
    }

    private static HttpLimits slow(Duration request, long bytesPerSecond, Duration upload) {
        return new HttpLimits(100, 1000, 100, 100, 1000, 1000, 1000, request, bytesPerSecond, upload);
    }

    @Test
    void uploadsComeOnlySoOftenAndTheAnswerSaysWhenToTryAgain() throws IOException {
        limits(uploads(100, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(server.client().upload(Multipart.video(VIDEO)).status()).isEqualTo(201);
        }
        Answer refused = server.client().upload(Multipart.video(VIDEO));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 20);
        assertThat(refused.json().getString("detail")).contains("try again in");
        assertThat(server.client().get("/sessions").status()).isEqualTo(200);
        assertThat(server.client().get("/sessions").array()).hasSize(3);
    }

    @Test
    void aClientSendsOnlySoManyAtOnce() throws IOException {
        limits(uploads(2, 1000));
        List<RawHttp> underWay = List.of(begun(), begun());
        Eventually.becomes(
                PATIENCE, "both to be under way", () -> server.leftOnDisk().size() == 2);
        Answer refused = server.client().upload(Multipart.video(VIDEO));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isNotNull();
        underWay.get(0).abort();
        Eventually.becomes(
                PATIENCE,
                "there to be room again",
                () -> server.client().upload(Multipart.video(VIDEO)).status() == 201);
        underWay.get(1).close();
        Eventually.becomes(PATIENCE, "nothing to be left of what broke off", () -> server.leftOnDisk().stream()
                .noneMatch(path -> path.startsWith("uploads/")));
    }

    @Test
    void theQueueHasAnEnd() throws IOException {
        HttpLimits some = generous();
        limits(new HttpLimits(
                some.uploadsPerClient(), some.importsPerMinute(), 100, 100, 1000, 1000, 2, LONG, 0, LONG));
        Job job = server.aSession("Physics", VIDEO);
        assertThat(server.client().upload(Multipart.video(VIDEO)).status()).isEqualTo(201);
        Answer refused = server.client().upload(Multipart.video(VIDEO));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isNotNull();
        assertThat(refused.json().getString("detail")).startsWith("2 jobs wait");
        server.client().delete("/jobs/" + job.id());
        assertThat(server.client()
                        .post("/sessions/" + job.sessionId() + "/process")
                        .status())
                .isEqualTo(201);
        assertThat(server.client()
                        .post("/sessions/" + job.sessionId() + "/process")
                        .status())
                .isIn(409, 429);
    }

    @Test
    void aClientListensOnlySoOften() {
        limits(streams(3, 100));
        List<SseClient> open = listen(3);
        Answer refused = server.client().get("/events");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isNotNull();
        open.get(0).close();
        Eventually.becomes(PATIENCE, "there to be room again", () -> {
            SseClient again = SseClient.connect(server.uri("/events"), null);
            boolean listens = again.response().statusCode() == 200;
            again.close();
            return listens;
        });
        open.forEach(SseClient::close);
    }

    @Test
    void allTogetherListenOnlySoOften() {
        limits(streams(100, 2));
        List<SseClient> open = listen(2);
        assertThat(server.client().get("/events").status()).isEqualTo(429);
        open.forEach(SseClient::close);
    }

    @Test
    void whoOnlyAsksForAStreamThatIsNotThereTakesNoPlace() {
        limits(streams(1, 1));
        for (int i = 0; i < 5; i++) {
            assertThat(server.client().get("/jobs/job-00000000/events").status())
                    .isEqualTo(404);
            assertThat(server.client().head("/events").status()).isEqualTo(200);
        }
        listen(1).forEach(SseClient::close);
    }

    @Test
    void aConnectionTooManyIsClosedAtOnceAndTheOthersLive() throws IOException {
        for (HttpLimits limits : List.of(connections(3, 100), connections(100, 3))) {
            limits(limits);
            List<RawHttp> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(new RawHttp(server.client().base()));
                assertThat(get(open.get(i)).status()).isEqualTo(200);
            }
            try (RawHttp refused = new RawHttp(server.client().base())) {
                assertThat(refused.closedByServer()).isTrue();
            }
            assertThat(get(open.get(0)).status()).isEqualTo(200);
            open.remove(0).close();
            Eventually.becomes(PATIENCE, "there to be room again", () -> {
                try (RawHttp again = new RawHttp(server.client().base())) {
                    return get(again).status() == 200;
                } catch (IOException closed) {
                    return false;
                }
            });
            for (RawHttp http : open) {
                http.close();
            }
        }
    }

    @Test
    void whoSendsTheHeadOfARequestInDropsIsCutOff() throws Exception {
        limits(slow(SHORT, 0, LONG));
        try (RawHttp drops = new RawHttp(server.client().base())) {
            assertThat(get(drops).status()).isEqualTo(200);
            drops.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n");
            assertCutOff(drops, "X-A: b\r\n");
        }
        try (RawHttp silent = new RawHttp(server.client().base())) {
            assertThat(silent.closedByServer()).isTrue();
        }
    }

    @Test
    void whoSendsABodyInDropsIsToldAndCutOff() throws Exception {
        limits(slow(LONG, 1000, SHORT));
        Multipart form = Multipart.video(VIDEO);
        try (RawHttp drops = new RawHttp(server.client().base())) {
            drops.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + form.contentType()
                            + "\r\nContent-Length: 900\r\n\r\n")
                    .send(form.unfinishedBytes());
            Answer answer = drops.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.json().getString("detail")).contains("too slowly");
        }
        assertThat(server.leftOnDisk()).isEmpty();
    }

    @Test
    void anUploadThatIsFastEnoughMayTakeLongerThanThePatience() throws Exception {
        limits(slow(SHORT, 1000, SHORT));
        Multipart form = Multipart.video(new byte[60_000]);
        byte[] bytes = form.bytes();
        long begun = System.nanoTime();
        try (RawHttp steady = new RawHttp(server.client().base())) {
            steady.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + form.contentType()
                    + "\r\nContent-Length: " + bytes.length + "\r\n\r\n");
            int sent = 0;
            while (sent < bytes.length) {
                int due = (int) Math.min(
                        bytes.length,
                        1 + (System.nanoTime() - begun) / 1_000_000 * bytes.length / (3 * SHORT.toMillis()));
                if (due > sent) {
                    steady.send(java.util.Arrays.copyOfRange(bytes, sent, due));
                    sent = due;
                } else {
                    Thread.onSpinWait();
                }
            }
            assertThat(steady.answer().status()).isEqualTo(201);
        }
        assertThat(System.nanoTime() - begun).isGreaterThan(2 * SHORT.toNanos());
    }

    private List<SseClient> listen(int count) {
        List<SseClient> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SseClient stream = SseClient.connect(server.uri("/events"), null);
            assertThat(stream.response().statusCode()).isEqualTo(200);
            open.add(stream);
        }
        return open;
    }

    /** An upload that has begun and does not go on. */
    private RawHttp begun() throws IOException {
        Multipart form = Multipart.video(VIDEO);
        return new RawHttp(server.client().base())
                .send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + form.contentType()
                        + "\r\nContent-Length: 900\r\n\r\n")
                .send(form.unfinishedBytes());
    }

    private static Answer get(RawHttp http) throws IOException {
        return http.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
    }

    /** Goes on sending until the connection is gone. */
    private static void assertCutOff(RawHttp http, String drop) {
        long begun = System.nanoTime();
        boolean cut = false;
        while (!cut && System.nanoTime() - begun < PATIENCE.toNanos()) {
            try {
                http.send(drop);
                long next = System.nanoTime() + 20_000_000;
                while (System.nanoTime() < next) {
                    Thread.onSpinWait();
                }
            } catch (IOException gone) {
                cut = true;
            }
        }
        assertThat(cut).isTrue();
    }
}
