package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);

    @Test
    void withoutAccountsEverybodyMayEverythingAndIsToldSo() throws IOException {
        server.aSession("Optics", new byte[1]);
        assertThat(server.client().get("/sessions").array()).hasSize(1);
        assertThat(server.client().get("/me").json())
                .isEqualTo(new JsonObject()
                        .put("accounts", false)
                        .putNull("user")
                        .put("hasPassword", false)
                        .putNull("scope")
                        .putNull("sharedSessionId")
                        .putNull("singleSignOn")
                        .put("may", new JsonArray(List.of("import", "watch", "run", "administer"))));
    }

    @Test
    void theFirstAccountShutsTheDoorAtOnce() {
        assertThat(add("ann", "viewer").status())
                .as("nobody could open it again")
                .isEqualTo(422);
        assertThat(add("ann", "admin").status()).isEqualTo(201);
        assertThat(server.client().get("/sessions").status()).isEqualTo(401);
        assertThat(server.client().get("/me").json().getBoolean("accounts")).isTrue();
        String[] ann = cookie(login("ann", Visitors.PASSWORD));
        assertThat(server.client().get("/sessions", ann).status()).isEqualTo(200);
        JsonObject me = server.client().get("/me", ann).json();
        assertThat(me.getJsonObject("user"))
                .isEqualTo(new JsonObject().put("name", "ann").put("role", "admin"));
        assertThat(me.getBoolean("hasPassword")).isTrue();
    }

    private Answer add(String name, String role) {
        return server.client()
                .post(
                        "/users",
                        new JsonObject()
                                .put("name", name)
                                .put("role", role)
                                .put("password", Visitors.PASSWORD)
                                .encode());
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        visitors.account("ann", Role.EDITOR);
        visitors.shut();
        String given = login("ann", Visitors.PASSWORD).header("set-cookie");
        assertThat(given)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
        Answer behindTls = server.client()
                .send(
                        "POST",
                        "/login",
                        BodyPublishers.ofString(credentials("ann", Visitors.PASSWORD)),
                        "origin",
                        "https://127.0.0.1:" + server.uri("/").getPort());
        assertThat(behindTls.header("set-cookie")).contains("Secure");
        assertThat(behindTls.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "ann' OR '1'='1",
                "ann'; DROP TABLE accounts; --",
                "%",
                "ann\u0000",
                "*",
                "\r\nSet-Cookie: a=b",
                "$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whoIsNotThereAndWhoHasAnotherPasswordAreToldTheSame(String name) {
        visitors.account("ann", Role.ADMIN);
        visitors.shut();
        Answer wrong = login("ann", "not the password");
        Answer nobody = login(name, Visitors.PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().getString("detail")).isEqualTo(wrong.json().getString("detail"));
        assertThat(nobody.header("set-cookie")).isNull();
        assertThat(login("ann", name).status()).isEqualTo(401);
        assertThat(login("ANN ", Visitors.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void guessingIsSlowedDownAlsoWhenAllTryAtOnce() {
        visitors.account("ann", Role.ADMIN);
        visitors.shut();
        List<Integer> statuses = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> login("ann", "wrong number " + i).status())
                .toList();
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(7);
        Answer right = login("ann", Visitors.PASSWORD);
        assertThat(right.status()).as("not even the right one").isEqualTo(429);
        assertThat(Integer.parseInt(right.header("retry-after"))).isPositive();
        assertThat(right.json().getString("detail")).contains("try again in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lcl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "lcl_",
                "",
                "' OR '1'='1",
                "lct_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aForgedCookieIsNone(String value) {
        visitors.account("ann", Role.ADMIN);
        visitors.shut();
        assertThat(server.client()
                        .get("/sessions", "cookie", "lectern-login=" + value)
                        .status())
                .isEqualTo(401);
        assertThat(server.client()
                        .get("/sessions", "authorization", "Bearer " + value)
                        .status())
                .isEqualTo(401);
        assertThat(server.client()
                        .get("/sessions", "authorization", "Basic " + value)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLoginEndsWhenItsTimeIsUpWhenItIsIdleAndWhenItIsLeft() {
        Account ann = visitors.account("ann", Role.EDITOR);
        visitors.shut();
        var now = TestServer.NOW;
        assertThat(status(visitors.browser(ann))).isEqualTo(200);
        assertThat(status(visitors.browser(ann, now, now.minusSeconds(1)))).isEqualTo(401);
        assertThat(status(visitors.browser(ann, now.minus(Duration.ofHours(25)), now.plus(Duration.ofDays(1)))))
                .isEqualTo(401);

        String[] first = visitors.browser(ann);
        String[] second = visitors.browser(ann);
        String[] third = visitors.browser(ann);
        assertThat(logout("{}", first).status()).isEqualTo(204);
        assertThat(List.of(status(first), status(second), status(third))).containsExactly(401, 200, 200);
        assertThat(logout("{\"everywhere\":true}", second).status()).isEqualTo(204);
        assertThat(List.of(status(second), status(third))).containsExactly(401, 401);
    }

    @Test
    void anotherPasswordEndsAllOtherLogins() {
        Account ann = visitors.account("ann", Role.EDITOR);
        visitors.shut();
        String[] here = visitors.browser(ann);
        String[] elsewhere = visitors.browser(ann);
        assertThat(change(here, "wrong old one", "a completely new one").status())
                .isEqualTo(422);
        assertThat(change(here, Visitors.PASSWORD, "short").status()).isEqualTo(422);
        assertThat(change(here, Visitors.PASSWORD, "a completely new one").status())
                .isEqualTo(204);
        assertThat(List.of(status(here), status(elsewhere))).containsExactly(200, 401);
        assertThat(login("ann", Visitors.PASSWORD).status()).isEqualTo(401);
        assertThat(login("ann", "a completely new one").status()).isEqualTo(200);
    }

    @Test
    void aTokenIsShownOnceMayWhatItsScopeSaysAndIsTakenBack() {
        String[] ann = visitors.browser(visitors.account("ann", Role.EDITOR));
        visitors.shut();
        Answer made = post("/tokens", "{\"name\":\"nightly\",\"scope\":\"read\",\"expiresDays\":7}", ann);
        assertThat(made.status()).isEqualTo(201);
        String[] reading = {"authorization", "Bearer " + made.json().getString("token")};
        assertThat(status(reading)).isEqualTo(200);
        assertThat(post("/tokens", "{\"name\":\"more\",\"scope\":\"read\"}", reading)
                        .status())
                .isEqualTo(403);
        JsonArray listed = server.client().get("/tokens", ann).array();
        assertThat(listed.encode()).doesNotContain("lct_");
        eventually(
                "it is noted that it was used",
                () -> server.client()
                                .get("/tokens", ann)
                                .array()
                                .getJsonObject(0)
                                .getString("lastUsedAt")
                        != null);
        String id = made.json().getString("id");
        String[] bob = visitors.browser(visitors.account("bob", Role.EDITOR));
        assertThat(send("DELETE", "/tokens/" + id, bob).status())
                .as("not somebody else's")
                .isEqualTo(404);
        assertThat(send("DELETE", "/tokens/" + id, ann).status()).isEqualTo(204);
        assertThat(status(reading)).isEqualTo(401);
    }

    @Test
    void theLastAdminStays() {
        Account ann = visitors.account("ann", Role.ADMIN);
        visitors.account("bob", Role.EDITOR);
        visitors.shut();
        String[] admin = visitors.browser(ann);
        assertThat(send("DELETE", "/users/ann", admin).status()).isEqualTo(409);
        assertThat(patch("/users/ann", "{\"role\":\"editor\"}", admin).status()).isEqualTo(409);
        assertThat(patch("/users/bob", "{\"role\":\"admin\"}", admin).status()).isEqualTo(204);
        assertThat(send("DELETE", "/users/ann", admin).status()).isEqualTo(204);
        assertThat(status(admin)).as("gone at once").isEqualTo(401);
    }

    @Test
    void whoIsDisabledIsOutAtOnceWithAllTheyHaveUntilEnabledAgain() {
        String[] admin = visitors.browser(visitors.account("ann", Role.ADMIN));
        Account bob = visitors.account("bob", Role.EDITOR);
        visitors.shut();
        String[] browser = visitors.browser(bob);
        String[] program = visitors.token(bob, Scope.WRITE);
        assertThat(patch("/users/ann", "{\"disabled\":true}", admin).status())
                .as("the last admin who can log in")
                .isEqualTo(409);
        assertThat(patch("/users/bob", "{\"disabled\":1}", admin).status()).isEqualTo(422);
        assertThat(patch("/users/bob", "{\"disabled\":true}", admin).status()).isEqualTo(204);
        assertThat(List.of(status(browser), status(program))).containsExactly(401, 401);
        assertThat(login("bob", "not the password").status())
                .as("who does not know the password is not told")
                .isEqualTo(401);
        Answer refused = login("bob", Visitors.PASSWORD);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).contains("disabled").contains("an admin can enable it");
        JsonObject listed = server.client().get("/users", admin).array().getJsonObject(1);
        assertThat(listed.getBoolean("disabled")).isTrue();
        assertThat(patch("/users/bob", "{\"disabled\":false}", admin).status()).isEqualTo(204);
        assertThat(List.of(status(browser), status(program)))
                .as("a login was ended for good, a token was not")
                .containsExactly(401, 200);
        assertThat(login("bob", Visitors.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anAdminWhoIsDisabledIsNoneOnWhomAnotherCanRely() {
        String[] admin = visitors.browser(visitors.account("ann", Role.ADMIN));
        visitors.account("bob", Role.ADMIN);
        visitors.shut();
        assertThat(patch("/users/bob", "{\"disabled\":true}", admin).status()).isEqualTo(204);
        assertThat(patch("/users/ann", "{\"role\":\"editor\"}", admin).status()).isEqualTo(409);
        assertThat(send("DELETE", "/users/ann", admin).status()).isEqualTo(409);
    }

    @Test
    void whatWasDoneIsWrittenDownAndStays() {
        Account ann = visitors.account("ann", Role.ADMIN);
        visitors.shut();
        login("ann", "wrong password!");
        String[] admin = cookie(login("ann", Visitors.PASSWORD));
        var job = visitors.session(ann);
        send("DELETE", "/sessions/" + job.sessionId(), admin);
        String[] bob = visitors.browser(visitors.account("bob", Role.VIEWER));
        server.client().get("/users", bob);
        eventually("all is written", () -> audit(admin).size() == 4);
        JsonArray entries = audit(admin);
        assertThat(entries.stream()
                        .map(JsonObject.class::cast)
                        .map(entry -> entry.getString("actor") + " " + entry.getString("action") + " "
                                + entry.getInteger("status")))
                .containsExactly(
                        "bob GET /users 403",
                        "ann DELETE /sessions/:sessionId 204",
                        "ann POST /login 200",
                        "nobody POST /login 401");
        assertThat(entries.getJsonObject(1).getString("sessionId")).isEqualTo(job.sessionId());
        assertThat(entries.getJsonObject(1).getString("address")).isEqualTo("127.0.0.1");
        assertThat(server.client().get("/audit.csv", admin).text().lines()).hasSize(5);
        assertThat(server.client().get("/audit.jsonl", admin).text().lines()).hasSize(4);
        assertThat(entries.encode()).doesNotContain("lcl_").doesNotContain(Visitors.PASSWORD);
    }

    private JsonArray audit(String[] admin) {
        return server.client().get("/audit", admin).array();
    }

    @Test
    void aLinkShowsOneSessionUntilItIsTakenBack() {
        Account ann = visitors.account("ann", Role.EDITOR);
        visitors.shut();
        String[] owner = visitors.browser(ann);
        String session = visitors.session(ann).sessionId();
        String other = visitors.session(ann).sessionId();
        JsonObject made = post("/sessions/" + session + "/links", "{\"expiresDays\":1}", owner)
                .json();
        Answer followed = server.client().get(made.getString("path"));
        assertThat(followed.status()).isEqualTo(303);
        assertThat(followed.header("location")).isEqualTo("/app/sessions/" + session);
        assertThat(followed.header("referrer-policy")).isEqualTo("no-referrer");
        String[] guest = cookie(followed);
        assertThat(server.client().get("/sessions/" + session, guest).status()).isEqualTo(200);
        assertThat(server.client().get("/me", guest).json().getString("sharedSessionId"))
                .isEqualTo(session);
        assertThat(server.client().get("/sessions/" + other, guest).status()).isEqualTo(401);
        assertThat(server.client().get("/sessions", guest).status()).isEqualTo(401);
        assertThat(server.client()
                        .get("/sessions/" + session + "/links", owner)
                        .array()
                        .encode())
                .contains(made.getString("id"))
                .doesNotContain("lcs_");
        assertThat(send("DELETE", "/sessions/" + session + "/links/" + made.getString("id"), owner)
                        .status())
                .isEqualTo(204);
        assertThat(server.client().get("/sessions/" + session, guest).status()).isEqualTo(401);
        Answer gone = server.client().get(made.getString("path"));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).as("not even here is it repeated").doesNotContain("lcs_");
    }

    @Test
    void anExpiredLinkLeadsNowhere() {
        Account ann = visitors.account("ann", Role.EDITOR);
        visitors.shut();
        Secret secret = visitors.link(visitors.session(ann).sessionId(), TestServer.NOW);
        assertThat(server.client().get("/share/" + secret.reveal()).status()).isEqualTo(404);
        assertThat(secret.toString()).doesNotContain(secret.reveal());
    }

    @Test
    void listsShowWhatIsOnesOwnAndWhatWasShared() {
        Account ann = visitors.account("ann", Role.EDITOR);
        Account bob = visitors.account("bob", Role.VIEWER);
        Account eve = visitors.account("eve", Role.EDITOR);
        Account root = visitors.account("root", Role.ADMIN);
        visitors.shut();
        String mine = visitors.session(ann).sessionId();
        visitors.session(null);
        String[] owner = visitors.browser(ann);
        assertThat(server.client()
                        .send(
                                "PUT",
                                "/sessions/" + mine + "/access/bob",
                                BodyPublishers.ofString("{\"level\":\"read\"}"),
                                owner)
                        .status())
                .isEqualTo(204);
        assertThat(server.client().get("/sessions/" + mine + "/access", owner).json())
                .isEqualTo(new JsonObject()
                        .put("owner", "ann")
                        .put(
                                "users",
                                new JsonArray()
                                        .add(new JsonObject().put("name", "bob").put("level", "read"))));
        assertThat(sees(ann)).isEqualTo(1);
        assertThat(sees(bob)).isEqualTo(1);
        assertThat(sees(eve)).isZero();
        assertThat(sees(root))
                .as("also what is from before there were accounts")
                .isEqualTo(2);
        assertThat(send("DELETE", "/sessions/" + mine + "/access/bob", owner).status())
                .isEqualTo(204);
        assertThat(sees(bob)).isZero();
        assertThat(server.client()
                        .send(
                                "PUT",
                                "/sessions/" + mine + "/access/eve",
                                BodyPublishers.ofString("{\"level\":\"owner\"}"),
                                visitors.browser(root))
                        .status())
                .isEqualTo(204);
        assertThat(List.of(sees(ann), sees(eve))).containsExactly(0, 1);
    }

    private int sees(Account account) {
        String[] headers = visitors.token(account, Scope.READ);
        int sessions = server.client().get("/sessions", headers).array().size();
        assertThat(server.client().get("/jobs", headers).array()).hasSize(sessions);
        assertThat(server.client().get("/queue/health", headers).json().getInteger("queuedJobCount"))
                .isEqualTo(sessions);
        return sessions;
    }

    @Test
    void aPageOfElsewhereCannotChangeAnythingAlsoWithoutAccounts() throws IOException {
        var job = server.aSession("Optics", new byte[1]);
        String path = "/sessions/" + job.sessionId();
        for (String[] from : new String[][] {
            {"origin", "https://evil.example"},
            {"origin", "null"},
            {"origin", "http://localhost:1"},
            {"sec-fetch-site", "cross-site"},
            {"sec-fetch-site", "same-site"},
        }) {
            assertThat(send("DELETE", path, from).status())
                    .as(String.join(" ", from))
                    .isEqualTo(403);
        }
        assertThat(server.client().get(path).status()).as("it is still there").isEqualTo(200);
        assertThat(send("POST", path + "/process", "origin", TestServer.ORIGIN).status())
                .as("one that is allowed")
                .isEqualTo(409);
        assertThat(send("DELETE", path, "sec-fetch-site", "same-origin").status())
                .isEqualTo(204);
        var another = server.aSession("Optics", new byte[1]);
        assertThat(server.client().delete("/sessions/" + another.sessionId()).status())
                .as("curl says nothing of where it comes from")
                .isEqualTo(204);
    }

    @Test
    void aNameThatSomebodyElseHasLeadHereIsRefused() throws IOException {
        server.access =
                new AccessSettings(List.of("lectern.example.org"), List.of(), Optional.empty(), Optional.empty());
        server.restart();
        int port = server.uri("/").getPort();
        for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "1.2.3.4.5")) {
            assertThat(called(host + ":" + port).status()).as(host).isEqualTo(421);
        }
        for (String host : List.of(
                "localhost",
                "LOCALHOST",
                "a.localhost",
                "127.0.0.1",
                "[::1]",
                "192.0.2.1",
                "lectern.example.org",
                "Lectern.Example.org")) {
            assertThat(called(host + ":" + port).status()).as(host).isEqualTo(200);
        }
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("GET /health/live HTTP/1.1\r\nHost: 10-0-0-1.pod\r\n\r\n");
            assertThat(http.answer().status()).as("probes call by any name").isEqualTo(200);
        }
    }

    private Answer called(String host) throws IOException {
        try (RawHttp http = new RawHttp(server.client().base())) {
            return http.send("GET /sessions HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .answer();
        }
    }

    @Test
    void anUploadIsTheUploadersAlsoWhenItsBodyCameBeforeItWasKnownWhoAsks() {
        Account ann = visitors.account("ann", Role.EDITOR);
        visitors.shut();
        String[] owner = visitors.token(ann, Scope.WRITE);
        Answer answer = server.client().upload(new Multipart().file("video", "a.mp4", new byte[100_000]), owner);
        assertThat(answer.status()).isEqualTo(201);
        String session = answer.json().getString("sessionId");
        assertThat(server.client().get("/sessions/" + session, owner).status()).isEqualTo(200);
        assertThat(await(server.store().sharing().grants(session, ann.id()))
                        .orElseThrow()
                        .owner())
                .isEqualTo(ann.id());
    }

    private Answer login(String name, String password) {
        return server.client().post("/login", credentials(name, password));
    }

    private static String credentials(String name, String password) {
        return new JsonObject().put("name", name).put("password", password).encode();
    }

    private Answer logout(String body, String[] headers) {
        return post("/logout", body, headers);
    }

    private Answer change(String[] headers, String old, String wanted) {
        return server.client()
                .send(
                        "PUT",
                        "/me/password",
                        BodyPublishers.ofString(new JsonObject()
                                .put("old", old)
                                .put("new", wanted)
                                .encode()),
                        headers);
    }

    private Answer post(String path, String body, String... headers) {
        return server.client().send("POST", path, BodyPublishers.ofString(body), headers);
    }

    private Answer patch(String path, String body, String... headers) {
        return server.client().send("PATCH", path, BodyPublishers.ofString(body), headers);
    }

    private Answer send(String method, String path, String... headers) {
        return server.client().send(method, path, BodyPublishers.noBody(), headers);
    }

    private int status(String[] headers) {
        return server.client().get("/sessions", headers).status();
    }

    private static String[] cookie(Answer answer) {
        return new String[] {"cookie", answer.header("set-cookie").split(";")[0]};
    }
}
