package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import dev.lectern.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrolTest {

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aRequestIsPassedOnAndItsAnswerIsNotToBeKept() {
        Answer answer = server.client().post("/workers/enrol", "{\"protocol\":1}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(TestServer.ENROLLED);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(server.enrolled).containsExactly(Map.entry(new JsonObject().put("protocol", 1), true));
    }

    @Test
    void refusalsSayWhatWouldDo() {
        Map<Enrolment.Refused.Kind, Integer> statuses = Map.of(
                Enrolment.Refused.Kind.INVALID, 422,
                Enrolment.Refused.Kind.FORBIDDEN, 403,
                Enrolment.Refused.Kind.INCOMPATIBLE, 426,
                Enrolment.Refused.Kind.UNAVAILABLE, 503);
        statuses.forEach((kind, status) -> {
            server.enrolment = Future.failedFuture(new Enrolment.Refused(kind, "Do something else."));
            Answer answer = server.client().post("/workers/enrol", "{}");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.json().getString("detail")).isEqualTo("Do something else.");
            assertThat(answer.header("upgrade")).isEqualTo(status == 426 ? "lectern-worker" : null);
        });
    }

    @Test
    void aBodyThatIsNoObjectOrTooLargeIsRefused() {
        assertThat(server.client().post("/workers/enrol", "[1]").status()).isEqualTo(422);
        assertThat(server.client().post("/workers/enrol", "{\"a\":").status()).isEqualTo(422);
        String large = new JsonObject().put("a", "b".repeat(70_000)).encode();
        assertThat(server.client().post("/workers/enrol", large).status()).isEqualTo(413);
        assertThat(server.client().post("/workers/tokens", large).status()).isEqualTo(413);
        assertThat(server.enrolled).isEmpty();
    }

    @Test
    void aTokenIsMadeForTheOperator() {
        Answer answer = server.client().post("/workers/tokens");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).isEqualTo(TestServer.TOKEN);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        server.client().post("/workers/tokens", "{\"expiresSeconds\":7200}");
        assertThat(server.tokens).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
        for (Object not : new Object[] {"7200", 1.5, true, null, new JsonArray()}) {
            String body = new JsonObject().put("expiresSeconds", not).encode();
            assertThat(server.client().post("/workers/tokens", body).status()).isEqualTo(422);
        }
    }

    @Test
    void aTokenIsNotMadeForSomebodyElsewhere() {
        server.sameMachine = false;
        Answer answer = server.client().post("/workers/tokens");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getString("detail")).contains("lectern worker-token");
        server.client().post("/workers/enrol", "{}");
        assertThat(server.tokens).isEmpty();
        assertThat(server.enrolled).containsExactly(Map.entry(new JsonObject(), false));
    }

    @Test
    void whoOnlySeemsToBeHereIsNot() throws IOException {
        String port = Integer.toString(server.uri("/").getPort());
        List<String> notMeant = List.of(
                "Host: evil.example:" + port,
                "Host: localhost.evil.example",
                "Host: 10.0.0.1:" + port,
                "Host: localhost:" + port + "\r\nOrigin: http://evil.example",
                "Host: localhost:" + port + "\r\nOrigin: null",
                "Host: localhost:" + port + "\r\nOrigin: " + TestServer.ORIGIN,
                "Host: localhost:" + port + "\r\nX-Forwarded-For: 10.0.0.1",
                "Host: localhost:" + port + "\r\nForwarded: for=10.0.0.1",
                "Host: localhost:" + port + "\r\nVia: 1.1 proxy");
        for (String headers : notMeant) {
            assertThat(token(headers).status()).as(headers).isIn(403, 421);
        }
        assertThat(server.tokens).isEmpty();
        for (String headers : List.of(
                "Host: localhost:" + port,
                "Host: 127.0.0.1:" + port,
                "Host: [::1]:" + port,
                "Host: localhost:" + port + "\r\nOrigin: http://localhost:" + port)) {
            assertThat(token(headers).status()).as(headers).isEqualTo(201);
        }
    }

    @Test
    void aMistakeSaysNothingOfItself() {
        server.enrolment = Future.failedFuture(new IllegalStateException("secret"));
        Answer answer = server.client().post("/workers/enrol", "{}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("secret");
    }

    private Answer token(String headers) throws IOException {
        try (RawHttp http = new RawHttp(server.uri("/"))) {
            return http.send("POST /workers/tokens HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n")
                    .answer();
        }
    }
}
