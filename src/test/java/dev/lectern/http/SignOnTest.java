package dev.lectern.http;

import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.oidc.RoleRule;
import dev.lectern.oidc.SignOnSettings;
import dev.lectern.testing.Answer;
import dev.lectern.testing.IdentityProvider;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in at an identity provider, which is a real one on this machine, and everything that may be wrong with it. */
class SignOnTest {

    private static final RoleRule EVERYBODY = new RoleRule(Optional.empty(), Map.of(), Optional.of(Role.VIEWER));
    private static final RoleRule BY_CLAIM = new RoleRule(
            Optional.of("realm_access.roles"),
            Map.of("it", Role.ADMIN, "staff", Role.EDITOR, "student", Role.VIEWER),
            Optional.empty());

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);
    private final IdentityProvider provider = new IdentityProvider();
    private String[] admin;

    @BeforeEach
    void anAdminAndAProvider() {
        server.clock = Clock.systemUTC();
        Instant now = Instant.now();
        Account root = visitors.account("root", Role.ADMIN);
        serve(provider, EVERYBODY, null);
        admin = visitors.browser(root, now, now.plus(Duration.ofDays(1)));
    }

    @AfterEach
    void theProviderEnds() {
        provider.close();
    }

    private void serve(IdentityProvider by, RoleRule roles, String publicUrl) {
        server.access = new AccessSettings(
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(publicUrl).map(URI::create),
                Optional.of(new SignOnSettings(
                        by.issuer(),
                        IdentityProvider.CLIENT,
                        IdentityProvider.SECRET,
                        List.of("openid", "profile"),
                        "preferred_username",
                        roles,
                        "Example University")));
        server.restart();
    }

    /**
     * A browser that was sent to the provider.
     *
     * @param address where to
     * @param cookie by which it is known when it comes back
     */
    private record Sent(String address, String[] cookie) {}

    private Sent begin(String query) {
        Answer answer = server.client().get("/login/oidc" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return new Sent(answer.header("location"), cookie(answer, "lectern-sign-on"));
    }

    /** What of the address to which the provider sends a browser back is ours to serve. */
    private static String back(Sent sent) {
        URI address = IdentityProvider.visit(sent.address());
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private Answer complete(String back, Sent sent) {
        return server.client().get(back, sent.cookie());
    }

    private Answer through() {
        Sent sent = begin("");
        return complete(back(sent), sent);
    }

    private static String[] cookie(Answer answer, String name) {
        return new String[] {
            "cookie",
            answer.headers().allValues("set-cookie").stream()
                    .filter(given -> given.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + ": " + answer.status() + " " + answer.text()))
                    .split(";")[0]
        };
    }

    private String[] loggedIn() {
        return cookie(through(), "lectern-login");
    }

    private JsonObject me(String[] browser) {
        return server.client().get("/me", browser).json().getJsonObject("user");
    }

    private JsonObject listed(String name) {
        return server.client().get("/users", admin).array().stream()
                .map(JsonObject.class::cast)
                .filter(user -> user.getString("name").equals(name))
                .findFirst()
                .orElse(null);
    }

    private Answer change(String name, JsonObject wanted) {
        return server.client().send("PATCH", "/users/" + name, BodyPublishers.ofString(wanted.encode()), admin);
    }

    private static String refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().allValues("set-cookie")).noneMatch(given -> given.startsWith("lectern-login="));
        return answer.json().getString("reason");
    }

    @Test
    void whoLogsInThereIsLoggedInHere() {
        Sent sent = begin("?to=/app/sessions/sess-1");
        Answer in = complete(back(sent), sent);
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("location")).isEqualTo("/app/sessions/sess-1");
        assertThat(in.headers().allValues("set-cookie"))
                .anyMatch(given -> given.startsWith("lectern-login=")
                        && given.contains("HTTPOnly")
                        && given.contains("SameSite=Strict"));
        String[] ann = cookie(in, "lectern-login");
        assertThat(me(ann)).isEqualTo(new JsonObject().put("name", "ann").put("role", "viewer"));
        assertThat(listed("ann").getString("issuer")).isEqualTo(provider.issuer());
        JsonObject entry = server.client().get("/audit", admin).array().getJsonObject(0);
        assertThat(entry.getString("actor")).isEqualTo("ann");
        assertThat(entry.getString("action")).isEqualTo("GET /login/oidc/callback");
        assertThat(entry.getString("subject")).isEqualTo("ann");
        assertThat(server.client()
                        .send("POST", "/logout", BodyPublishers.ofString("{}"), ann)
                        .status())
                .isEqualTo(204);
        assertThat(me(ann)).isNull();
    }

    @Test
    void theBrowserThatBeganIsKnownByACookieThatIsGoodForNothingElse() {
        Answer begun = server.client().get("/login/oidc");
        assertThat(begun.header("set-cookie"))
                .contains("lectern-sign-on=lcn_", "HTTPOnly", "SameSite=Lax", "Path=/login/oidc", "Max-Age=600");
        JsonObject asked = new JsonObject();
        Stream.of(URI.create(begun.header("location")).getRawQuery().split("&"))
                .map(pair -> pair.split("="))
                .forEach(pair -> asked.put(pair[0], pair[1]));
        assertThat(asked.getString("code_challenge_method")).isEqualTo("S256");
        assertThat(asked.getString("code_challenge")).hasSize(43);
        assertThat(asked.getString("state")).hasSize(43).isNotEqualTo(asked.getString("nonce"));
        assertThat(asked.getString("nonce")).hasSize(43);
        assertThat(server.client()
                        .get("/sessions", cookie(begun, "lectern-sign-on"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theLoginPageIsToldWhereAndAllThatMayGoWrong() {
        JsonObject there = server.client().get("/me").json().getJsonObject("singleSignOn");
        assertThat(there.getString("label")).isEqualTo("Example University");
        assertThat(there.getString("path")).isEqualTo("/login/oidc");
        assertThat(there.getJsonObject("failures").getString("unreachable")).contains("log in with a password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/app/x",
                "//evil.example",
                "/\\evil.example",
                "/app//evil.example",
                "/app/../share/x",
                "/app/x?to=https://evil.example",
                "/app/%2f%2fevil.example",
                "javascript:alert(1)",
                "/login/oidc",
                "/app/x\r\nx: y"
            })
    void nobodyIsSentOnToAPageThatIsNotOurs(String to) {
        Sent sent = begin("?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        assertThat(complete(back(sent), sent).header("location")).isEqualTo("/");
    }

    @Test
    void aLoginIsGoodOnceAndOnlyForTheBrowserThatBeganIt() {
        Sent sent = begin("");
        String back = back(sent);
        assertThat(refused(server.client().get(back), 409))
                .as("a browser that began nothing")
                .isEqualTo("expired");
        assertThat(refused(complete(back, begin("")), 409))
                .as("another's state, so somebody else's login")
                .isEqualTo("expired");
        assertThat(complete(back, sent).status()).isEqualTo(303);
        assertThat(refused(complete(back, sent), 409)).as("replayed").isEqualTo("expired");
    }

    @Test
    void aWrongStateEndsTheLogin() {
        Sent sent = begin("");
        String back = back(sent);
        assertThat(refused(complete(back.replaceFirst("state=.", "state="), sent), 409))
                .isEqualTo("expired");
        assertThat(refused(complete(back, sent), 409)).isEqualTo("expired");
    }

    @Test
    void aCodeIsRedeemedOnlyOnceAndOnlyByWhoBegan() {
        Sent first = begin("");
        String used = back(first);
        assertThat(complete(used, first).status()).isEqualTo(303);
        Sent again = begin("");
        assertThat(refused(complete(withCode(back(again), code(used)), again), 401))
                .as("a code that was used")
                .isEqualTo("untrusted");
        Sent victim = begin("");
        Sent thief = begin("");
        assertThat(refused(complete(withCode(back(thief), code(back(victim))), thief), 401))
                .as("a code that was caught on its way to somebody else (PKCE)")
                .isEqualTo("untrusted");
    }

    private static String code(String back) {
        return back.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    }

    private static String withCode(String back, String code) {
        return back.replaceFirst("code=[^&]*", "code=" + code);
    }

    static Stream<Arguments> spoiled() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("the nonce of another login", change(claims -> claims.put("nonce", "x"))),
                Arguments.of("no nonce", change(claims -> claims.remove("nonce"))),
                Arguments.of("another audience", change(claims -> claims.put("aud", "other"))),
                Arguments.of("no audience", change(claims -> claims.remove("aud"))),
                Arguments.of(
                        "among several audiences, and nobody says who asked",
                        change(claims ->
                                claims.put("aud", new JsonArray().add("lectern").add("other")))),
                Arguments.of("asked for by another client", change(claims -> claims.put("azp", "other"))),
                Arguments.of("another issuer", change(claims -> claims.put("iss", "https://evil.example"))),
                Arguments.of("expired", change(claims -> claims.put("exp", now - 120))),
                Arguments.of("without an end", change(claims -> claims.remove("exp"))),
                Arguments.of("made tomorrow", change(claims -> claims.put("iat", now + 86_400))),
                Arguments.of("good from tomorrow on", change(claims -> claims.put("nbf", now + 86_400))),
                Arguments.of("about nobody", change(claims -> claims.remove("sub"))),
                Arguments.of("a number as a person", change(claims -> claims.put("sub", 1))));
    }

    private static Consumer<JsonObject> change(Consumer<JsonObject> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void spoiled(String what, Consumer<JsonObject> change) {
        provider.claims(change);
        assertThat(refused(through(), 401)).isEqualTo("untrusted");
        assertThat(listed("ann")).as("no account was made").isNull();
    }

    @Test
    void forgedTokensAreNotBelieved() {
        Map<String, UnaryOperator<String>> forged = Map.of(
                "signed by nothing", jwt -> IdentityProvider.unsigned(jwt, "."),
                "signed by nothing, without the last dot", jwt -> IdentityProvider.unsigned(jwt, ""),
                "says that nothing signed it", jwt -> IdentityProvider.unsigned(jwt, "." + jwt.split("\\.")[2]),
                "signed by another key", provider::byStrangers,
                "signed with the public key as a secret", provider::bySharedSecret,
                "cut off", jwt -> jwt.substring(0, jwt.lastIndexOf('.') + 1),
                "no token at all", jwt -> "x");
        forged.forEach((what, change) -> {
            provider.gives(change);
            assertThat(refused(through(), 401)).as(what).isEqualTo("untrusted");
        });
        assertThat(listed("ann")).isNull();
        JsonObject entry = server.client().get("/audit", admin).array().getJsonObject(0);
        assertThat(entry.getString("actor")).isEqualTo("nobody");
        assertThat(entry.getInteger("status")).isEqualTo(401);
    }

    @Test
    void anAnswerInTheNameOfAnotherProviderIsNotBelieved() {
        Sent sent = begin("");
        String back = back(sent).replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");
        assertThat(refused(complete(back, sent), 401)).isEqualTo("untrusted");
    }

    @Test
    void whoGoesBackThereIsNotLoggedIn() {
        Sent sent = begin("");
        String back = back(sent).replaceFirst("code=[^&]*", "error=access_denied");
        assertThat(refused(complete(back, sent), 401)).isEqualTo("cancelled");
    }

    @Test
    void aNewKeyOfTheProviderIsFetchedWhenItIsNeeded() {
        assertThat(through().status()).isEqualTo(303);
        provider.rotate("second");
        assertThat(through().status()).as("with a name of its own").isEqualTo(303);
        provider.rotate("second");
        assertThat(through().status()).as("under the same name").isEqualTo(303);
    }

    @Test
    void aProviderThatIsAwayIsSaidAndFoundWhenItIsBack() {
        try (IdentityProvider later = IdentityProvider.away()) {
            serve(later, EVERYBODY, null);
            assertThat(server.client().get("/login/oidc").status()).isEqualTo(503);
            Answer page = server.client().get("/login/oidc", "accept", "text/html");
            assertThat(page.status()).isEqualTo(303);
            assertThat(page.header("location")).isEqualTo("/app/login?failed=unreachable");
            assertThat(server.client()
                            .post(
                                    "/login",
                                    new JsonObject()
                                            .put("name", "root")
                                            .put("password", Visitors.PASSWORD)
                                            .encode())
                            .status())
                    .as("a password is good meanwhile")
                    .isEqualTo(200);
            later.start();
            eventually("it is found", () -> server.client().get("/login/oidc").status() == 303);
            assertThat(through().status()).isEqualTo(303);
            Sent sent = begin("");
            String back = back(sent);
            later.stop();
            assertThat(refused(complete(back, sent), 503)).as("gone in between").isEqualTo("unreachable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "issuer"})
    void aProviderThatSendsUsElsewhereIsNotUsed(String endpoint) {
        try (IdentityProvider other = new IdentityProvider()) {
            other.describes(about -> about.put(endpoint, "http://login.evil.example/x"));
            serve(other, EVERYBODY, null);
            assertThat(server.client().get("/login/oidc").status()).isEqualTo(503);
            other.describes(about -> about.remove(endpoint));
            assertThat(server.client().get("/login/oidc").status()).isEqualTo(503);
            other.describes(about -> {});
            assertThat(server.client().get("/login/oidc").status()).isEqualTo(303);
        }
    }

    @Test
    void aNameDoesNotMakeAnybodySomebodyElse() {
        Account ann = visitors.account("ann", Role.ADMIN);
        String session = visitors.session(ann).sessionId();
        String[] stranger = loggedIn();
        assertThat(me(stranger)).isEqualTo(new JsonObject().put("name", "ann-2").put("role", "viewer"));
        assertThat(server.client().get("/sessions/" + session, stranger).status())
                .isEqualTo(404);
        provider.is(IdentityProvider.person("2", "ann"));
        assertThat(me(loggedIn()).getString("name")).isEqualTo("ann-3");
        provider.is(IdentityProvider.person("2", "root"));
        assertThat(me(loggedIn()).getString("name"))
                .as("the same person stays the same under another name")
                .isEqualTo("ann-3");
        provider.is(IdentityProvider.person("3", "Änne Müller@example.org"));
        assertThat(me(loggedIn()).getString("name")).isEqualTo("anne-muller@example.org");
    }

    @Test
    void whoIsKnownByAProviderHasNoPassword() {
        assertThat(server.client().get("/me", loggedIn()).json().getBoolean("hasPassword"))
                .isFalse();
        Answer own = server.client()
                .send(
                        "PUT",
                        "/me/password",
                        BodyPublishers.ofString(new JsonObject()
                                .put("old", "")
                                .put("new", Visitors.PASSWORD)
                                .encode()),
                        loggedIn());
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.json().getString("detail")).contains("single sign-on");
        for (String tried : List.of("", "x", Visitors.PASSWORD)) {
            assertThat(server.client()
                            .post(
                                    "/login",
                                    new JsonObject()
                                            .put("name", "ann")
                                            .put("password", tried)
                                            .encode())
                            .status())
                    .isEqualTo(401);
        }
        Answer given = change("ann", new JsonObject().put("password", Visitors.PASSWORD));
        assertThat(given.status()).isEqualTo(409);
        assertThat(given.json().getString("detail")).contains("single sign-on");
    }

    @Test
    void withoutAClaimRolesAreTheAdminsToGive() {
        String[] ann = loggedIn();
        assertThat(change("ann", new JsonObject().put("role", "editor")).status())
                .isEqualTo(204);
        assertThat(me(loggedIn()).getString("role")).isEqualTo("editor");
        assertThat(me(ann).getString("role")).isEqualTo("editor");
    }

    @Test
    void nobodyNewIsLetInIfNobodyIsTo() {
        loggedIn();
        serve(provider, new RoleRule(Optional.empty(), Map.of(), Optional.empty()), null);
        assertThat(through().status()).as("ann is known").isEqualTo(303);
        provider.is(IdentityProvider.person("2", "bob"));
        assertThat(refused(through(), 403)).isEqualTo("refused");
        assertThat(listed("bob")).isNull();
    }

    private void comesAs(String... roles) {
        provider.is(IdentityProvider.person("1", "ann")
                .put("realm_access", new JsonObject().put("roles", new JsonArray(List.of(roles)))));
    }

    @Test
    void withAClaimRolesFollowIt() {
        serve(provider, BY_CLAIM, null);
        comesAs("other", "student", "staff");
        String[] before = loggedIn();
        assertThat(me(before).getString("role")).as("the highest of several").isEqualTo("editor");
        comesAs("student");
        String[] after = loggedIn();
        assertThat(me(after).getString("role")).isEqualTo("viewer");
        assertThat(me(before).getString("role")).as("of all logins").isEqualTo("viewer");
        comesAs("it");
        assertThat(me(loggedIn()).getString("role")).isEqualTo("admin");
        comesAs("other");
        assertThat(refused(through(), 403)).isEqualTo("refused");
        provider.is(IdentityProvider.person("1", "ann").put("realm_access", "staff"));
        assertThat(refused(through(), 403)).as("a claim of another form").isEqualTo("refused");
    }

    @Test
    void theLastAdminIsNotMadeLess() {
        serve(provider, BY_CLAIM, null);
        comesAs("it");
        admin = loggedIn();
        assertThat(server.client()
                        .send("DELETE", "/users/root", BodyPublishers.noBody(), admin)
                        .status())
                .isEqualTo(204);
        comesAs("staff");
        assertThat(refused(through(), 403)).isEqualTo("last-admin");
        assertThat(me(admin).getString("role")).isEqualTo("admin");
    }

    @Test
    void whoIsDisabledStaysOutHoweverOftenTheProviderVouches() {
        String[] ann = loggedIn();
        assertThat(change("ann", new JsonObject().put("disabled", true)).status())
                .isEqualTo(204);
        assertThat(me(ann)).isNull();
        assertThat(refused(through(), 403)).isEqualTo("disabled");
        JsonObject entry = server.client().get("/audit", admin).array().getJsonObject(0);
        assertThat(entry.getString("subject")).isEqualTo("ann");
        assertThat(entry.getInteger("status")).isEqualTo(403);
        assertThat(change("ann", new JsonObject().put("disabled", false)).status())
                .isEqualTo(204);
        assertThat(me(loggedIn()).getString("name")).isEqualTo("ann");
    }

    @Test
    void whoBeginsTooOftenHasToWait() {
        Answer last = null;
        for (int i = 0; i < 60 && (last == null || last.status() == 303); i++) {
            last = server.client().get("/login/oidc");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("retry-after")).matches("\\d+");
        assertThat(server.client().get("/login/oidc", "accept", "text/html").header("location"))
                .isEqualTo("/app/login?failed=busy");
    }

    @Test
    void whoGetsInDoesNotUseUpWhatOthersOfTheSameAddressMay() {
        for (int i = 0; i < 60; i++) {
            assertThat(through().status()).isEqualTo(303);
        }
    }

    @Test
    void theProviderIsToldThePublicAddress() {
        serve(provider, EVERYBODY, "https://localhost");
        Answer begun = server.client().get("/login/oidc");
        assertThat(begun.header("location")).contains("redirect_uri=https%3A%2F%2Flocalhost%2Flogin%2Foidc%2Fcallback");
        assertThat(begun.header("set-cookie"))
                .as("called by an address and not by that name")
                .doesNotContain("Secure");
    }

    @Test
    void withoutItTheProviderIsToldWhereTheBrowserSaysItIs() {
        assertThat(begin("").address())
                .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A"
                        + server.uri("/").getPort() + "%2Flogin");
        assertThat(server.client()
                        .get("/login/oidc", "x-forwarded-host", "evil.example")
                        .header("location"))
                .doesNotContain("evil");
    }

    @Test
    void whereItIsNotSetUpThereIsNothing() {
        server.access = AccessSettings.PLAIN;
        server.restart();
        assertThat(server.client().get("/login/oidc").status()).isEqualTo(404);
        assertThat(server.client().get("/login/oidc/callback?state=x&code=y").status())
                .isEqualTo(404);
    }
}
