package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.testing.Answer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries, commands and paths where a user, a token, a link or a person is named. */
@Timeout(60)
class HostileNamesTest {

    private static final List<String> HOSTILE = Stream.concat(
                    HostileRequestsTest.INJECTIONS.stream(),
                    Stream.of("../../backend.db", "..\\..\\backend.db", "/etc/passwd", "bob\u0000"))
            .toList();

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);

    @Test
    void areOnlyText() {
        Account admin = visitors.account("admin", Role.ADMIN);
        Account bob = visitors.account("bob", Role.EDITOR);
        String session = "/sessions/" + visitors.session(bob).sessionId();
        visitors.shut();
        String[] known = visitors.browser(admin);
        visitors.browser(bob);
        int tokens = 0;
        for (String name : HOSTILE) {
            String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            for (String refused : List.of(
                    "DELETE /users/" + path,
                    "PATCH /users/" + path,
                    "DELETE /tokens/" + path,
                    "DELETE " + session + "/links/" + path,
                    "DELETE " + session + "/access/" + path,
                    "PUT " + session + "/access/" + path,
                    "GET " + session + "/persons/" + path + "/thumbnail",
                    "GET /share/" + path)) {
                String[] parts = refused.split(" ");
                Answer answer = send(parts[0], parts[1], "{\"role\":\"viewer\",\"level\":\"read\"}", known);
                assertThat(answer.status()).as(refused).isIn(204, 400, 404, 405, 414, 422);
                assertThat(answer.status() == 204 && !parts[1].contains("/access/"))
                        .as(refused)
                        .isFalse();
            }
            JsonObject user = new JsonObject()
                    .put("name", name)
                    .put("password", "0123456789")
                    .put("role", "admin");
            if (Account.isName(name.strip().toLowerCase(Locale.ROOT))) {
                continue;
            }
            assertThat(send("POST", "/users", user.encode(), known).status())
                    .as(name)
                    .isEqualTo(422);
            assertThat(send("POST", "/login", user.encode()).status()).isIn(401, 429);
            Answer token = send(
                    "POST",
                    "/tokens",
                    new JsonObject().put("name", name).put("scope", "read").encode(),
                    known);
            assertThat(token.status()).as(name).isIn(201, 422);
            if (token.status() == 201) {
                tokens++;
                assertThat(token.json().getString("name")).isEqualTo(name.strip());
            }
        }
        assertThat(tokens).isPositive();
        assertThat(server.client().get("/tokens", known).array()).hasSize(tokens);
        assertThat(server.client().get("/users", known).array().stream()
                        .map(user ->
                                ((JsonObject) user).getString("name") + " " + ((JsonObject) user).getString("role")))
                .containsExactly("admin admin", "bob editor");
        assertThat(server.client().get(session + "/access", known).json().getString("owner"))
                .isEqualTo("bob");
        assertThat(server.client().get(session + "/access", known).json().getJsonArray("users"))
                .isEmpty();
    }

    private Answer send(String method, String path, String body, String... headers) {
        BodyPublisher sent = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return server.client().send(method, path, sent, new ArrayList<>(List.of(headers)).toArray(String[]::new));
    }
}
