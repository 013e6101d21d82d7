package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.job.AddressRange;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import dev.lectern.testing.SseClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is one client when it is counted what each takes: with accounts and without, behind a proxy and not. */
@Timeout(60)
class ClientsTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);

    private void behind(String... proxies) {
        server.access = new AccessSettings(
                List.of(),
                List.of(proxies).stream().map(AddressRange::parse).toList(),
                Optional.empty(),
                Optional.empty());
        server.limits = new HttpLimits(100, 1, 1, 100, 4, 1000, 1000, LONG, 0, LONG);
        server.restart();
    }

    private int uploads(String... headers) {
        return server.client().upload(Multipart.video(VIDEO), headers).status();
    }

    private static String[] both(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void accountsThatShareAnAddressAreCountedEachForThemselves() {
        Account ann = visitors.account("ann", Role.ADMIN);
        Account bob = visitors.account("bob", Role.EDITOR);
        behind();
        assertThat(uploads(visitors.browser(ann))).isEqualTo(201);
        assertThat(uploads(visitors.browser(bob))).isEqualTo(201);
        assertThat(uploads(visitors.token(bob, Scope.WRITE)))
                .as("the same account by something else that it is known by")
                .isEqualTo(429);
        try (SseClient first = SseClient.connect(server.uri("/events"), null, visitors.browser(ann));
                SseClient second = SseClient.connect(server.uri("/events"), null, visitors.browser(bob))) {
            assertThat(first.response().statusCode()).isEqualTo(200);
            assertThat(second.response().statusCode()).isEqualTo(200);
            assertThat(server.client().get("/events", visitors.browser(bob)).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void whoFetchesExportsSlowlyKeepsNobodyElseFromTheirs() throws IOException {
        Account ann = visitors.account("ann", Role.ADMIN);
        Account bob = visitors.account("bob", Role.ADMIN);
        behind();
        String large = server.aSession("Optics", VIDEO).sessionId();
        try (RandomAccessFile recording =
                new RandomAccessFile(server.data().session(large).recording().toFile(), "rw")) {
            // More than the buffers of a connection take.
            recording.setLength(400_000_000);
        }
        String path = "/sessions/" + server.aSession("Orbits", VIDEO).sessionId() + "/export";
        String[] anns = visitors.browser(ann);
        String request = "GET /sessions/" + large + "/export HTTP/1.1\r\nHost: localhost\r\n" + anns[0] + ": " + anns[1]
                + "\r\n\r\n";
        try (RawHttp first = new RawHttp(server.client().base()).send(request);
                RawHttp second = new RawHttp(server.client().base()).send(request)) {
            // Their heads come with the first of their bytes.
            assertThat(first.answer().status()).isEqualTo(200);
            assertThat(second.answer().status()).isEqualTo(200);
            Answer third = server.client().get(path, anns);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.json().getString("detail")).contains("2 exports already");
            assertThat(server.client().head(path, anns).status()).isEqualTo(200);
            assertThat(server.client().get(path, visitors.browser(bob)).status())
                    .isEqualTo(200);
            first.abort();
            second.abort();
        }
    }

    @Test
    void anAccountIsOneClientFromWhereverItComes() {
        Account ann = visitors.account("ann", Role.ADMIN);
        behind("127.0.0.1");
        assertThat(uploads(both(visitors.browser(ann), "x-forwarded-for", "192.0.2.1")))
                .isEqualTo(201);
        assertThat(uploads(both(visitors.browser(ann), "x-forwarded-for", "192.0.2.2")))
                .isEqualTo(429);
    }

    @Test
    void whatATrustedProxySaysIsWhoIsCounted() {
        behind("127.0.0.0/8");
        assertThat(uploads("x-forwarded-for", "192.0.2.1")).isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "192.0.2.2")).isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "192.0.2.1")).isEqualTo(429);
        assertThat(uploads("x-forwarded-for", "[2001:db8::1]:4711")).isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "2001:DB8:0::1"))
                .as("the same address in other words")
                .isEqualTo(429);
        assertThat(uploads()).as("the proxy for itself").isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "unknown"))
                .as("no address counts as the proxy")
                .isEqualTo(429);
    }

    @Test
    void whatAClientWritesBeforeTheProxyDoesIsNotBelieved() {
        behind("127.0.0.1", "198.51.100.7");
        assertThat(uploads("x-forwarded-for", "192.0.2.1")).isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "203.0.113.99, 192.0.2.1")).isEqualTo(429);
        assertThat(uploads("x-forwarded-for", "203.0.113.98, 192.0.2.1, 198.51.100.7"))
                .as("through two proxies")
                .isEqualTo(429);
        String many = String.join(
                ", ", IntStream.range(0, 200).mapToObj(i -> "127.0.0.1").toList());
        assertThat(uploads("x-forwarded-for", "192.0.2.9, " + many))
                .as("nobody is behind so many")
                .isEqualTo(201);
        assertThat(uploads("x-forwarded-for", "192.0.2.8, " + many)).isEqualTo(429);
    }

    @Test
    void whoIsNoTrustedProxyIsCountedByItsOwnAddress() {
        for (String[] trusted : new String[][] {{}, {"192.0.2.0/24"}}) {
            behind(trusted);
            assertThat(uploads("x-forwarded-for", "192.0.2.1")).isEqualTo(201);
            assertThat(uploads("x-forwarded-for", "192.0.2.2")).isEqualTo(429);
        }
    }

    @Test
    void wrongPasswordsAndTheAuditLogKnowTheAddressBehindTheProxy() {
        Account ann = visitors.account("ann", Role.ADMIN);
        behind("127.0.0.1");
        for (int i = 0; i < 5; i++) {
            assertThat(login("wrong password", "192.0.2.1").status()).isEqualTo(401);
        }
        assertThat(login(Visitors.PASSWORD, "192.0.2.1").status()).isEqualTo(429);
        assertThat(login(Visitors.PASSWORD, "192.0.2.2").status())
                .as("ann herself, from elsewhere")
                .isEqualTo(200);
        Answer audit = server.client().get("/audit", visitors.browser(ann));
        assertThat(audit.text()).contains("\"address\":\"192.0.2.1\"", "\"address\":\"192.0.2.2\"");
    }

    private Answer login(String password, String from) {
        return server.client()
                .send(
                        "POST",
                        "/login",
                        BodyPublishers.ofString(new JsonObject()
                                .put("name", "ann")
                                .put("password", password)
                                .encode()),
                        "x-forwarded-for",
                        from);
    }

    @Test
    void aTrustedProxyHasAsManyConnectionsAsItsClientsNeed() throws IOException {
        for (boolean trusted : new boolean[] {true, false}) {
            behind(trusted ? new String[] {"127.0.0.1"} : new String[0]);
            List<RawHttp> open = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RawHttp http = new RawHttp(server.client().base());
                open.add(http);
                assertThat(ask(http).status()).isEqualTo(200);
            }
            try (RawHttp another = new RawHttp(server.client().base())) {
                if (trusted) {
                    assertThat(ask(another).status()).isEqualTo(200);
                } else {
                    assertThat(another.closedByServer()).isTrue();
                }
            }
            for (RawHttp http : open) {
                http.close();
            }
        }
    }

    private static Answer ask(RawHttp http) throws IOException {
        return http.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
    }
}
