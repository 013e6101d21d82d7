package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.access.Standing;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.testing.OpenApi;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every route of the description, tried by everybody. A: let in; L: has to log in; F: knows that it is there, and may not; H: is
 * told exactly what is told of something that never was.
 */
class RouteRoleTest {

    /**
     * nobody, expired token, forged token, a worker's join token, guest of another session, guest, viewer and editor who are strangers
     * to the session, reader, co-editor, owner, owner's read token, admin, admin's read token, admin's write token, operator.
     */
    private static final String TABLE = """
            GET    /health/live                                        AAAA AA AA AAA A AAA A
            GET    /health/ready                                       AAAA AA AA AAA A AAA A
            GET    /openapi.json                                       AAAA AA AA AAA A AAA A
            GET    /docs                                               AAAA AA AA AAA A AAA A
            GET    /docs/{file}                                        AAAA AA AA AAA A AAA A
            GET    /                                                   AAAA AA AA AAA A AAA A
            GET    /app                                                AAAA AA AA AAA A AAA A
            GET    /app/{page}                                         AAAA AA AA AAA A AAA A
            GET    /app/{page}/{id}                                    AAAA AA AA AAA A AAA A
            GET    /assets/{file}                                      AAAA AA AA AAA A AAA A
            GET    /favicon.ico                                        AAAA AA AA AAA A AAA A
            POST   /workers/enrol                                      AAAA AA AA AAA A AAA A
            GET    /share/{secret}                                     AAAA AA AA AAA A AAA A
            GET    /login/oidc                                         AAAA AA AA AAA A AAA A
            GET    /login/oidc/callback                                AAAA AA AA AAA A AAA A
            POST   /logout                                             ALLL AA AA AAA A AAA A
            GET    /me                                                 ALLL AA AA AAA A AAA A
            PUT    /me/password                                        LLLL LL AA AAA F AFF F
            GET    /tokens                                             LLLL LL AA AAA F AFF F
            POST   /tokens                                             LLLL LL AA AAA F AFF F
            DELETE /tokens/{tokenId}                                   LLLL LL AA AAA F AFF F
            GET    /sessions                                           LLLL LL AA AAA A AAA F
            GET    /jobs                                               LLLL LL AA AAA A AAA F
            GET    /events                                             LLLL LL AA AAA A AAA F
            GET    /queue/health                                       LLLL LL AA AAA A AAA F
            POST   /sessions/import                                    LLLL LL FA FAA F AFA F
            POST   /uploads                                            LLLL LL FA FAA F AFA F
            GET    /uploads/{uploadId}                                 LLLL LL FA FAA F AFA F
            PATCH  /uploads/{uploadId}                                 LLLL LL FA FAA F AFA F
            DELETE /uploads/{uploadId}                                 LLLL LL FA FAA F AFA F
            GET    /system                                             LLLL LL FF FFF F AAA F
            GET    /workers                                            LLLL LL FF FFF F AAA F
            GET    /metrics                                            LLLL LL FF FFF F AAA F
            POST   /queue/recover                                      LLLL LL FF FFF F AFA F
            GET    /users                                              LLLL LL FF FFF F AFF F
            POST   /users                                              LLLL LL FF FFF F AFF F
            PATCH  /users/{userName}                                   LLLL LL FF FFF F AFF F
            DELETE /users/{userName}                                   LLLL LL FF FFF F AFF F
            GET    /audit                                              LLLL LL FF FFF F AFF F
            GET    /audit.jsonl                                        LLLL LL FF FFF F AFF F
            GET    /audit.csv                                          LLLL LL FF FFF F AFF F
            POST   /workers/tokens                                     LLLL LL FF FFF F AFF A
            GET    /workers/known                                      LLLL LL FF FFF F AFF A
            DELETE /workers/{workerName}                               LLLL LL FF FFF F AFF A
            GET    /sessions/{sessionId}                               LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/results/instructor-tracking   LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/results/instructor-tracking.csv LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/preview                       LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/media/video                   LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/media/heatmap                 LLLL LA HH AAA A AAA F
            GET    /sessions/{sessionId}/media/thumbnail               LLLL LA HH AAA A AAA F
            POST   /sessions/{sessionId}/process                       LLLL LL HH FAA F AFA F
            GET    /sessions/{sessionId}/estimates                     LLLL LL HH AAA A AAA F
            POST   /sessions/{sessionId}/render                        LLLL LL HH FAA F AFA F
            DELETE /sessions/{sessionId}                               LLLL LL HH FFA F AFA F
            GET    /sessions/{sessionId}/access                        LLLL LL HH FFA F AFF F
            PUT    /sessions/{sessionId}/access/{userName}             LLLL LL HH FFA F AFF F
            DELETE /sessions/{sessionId}/access/{userName}             LLLL LL HH FFA F AFF F
            GET    /sessions/{sessionId}/links                         LLLL LL HH FFA F AFF F
            POST   /sessions/{sessionId}/links                         LLLL LL HH FFA F AFF F
            DELETE /sessions/{sessionId}/links/{linkId}                LLLL LL HH FFA F AFF F
            GET    /sessions/{sessionId}/export                        LLLL LL HH AAA A AAA F
            GET    /sessions/{sessionId}/persons                       LLLL LL HH AAA A AAA F
            GET    /sessions/{sessionId}/persons/{personId}/thumbnail  LLLL LL HH AAA A AAA F
            POST   /sessions/{sessionId}/persons/merge                 LLLL LL HH FAA F AFA F
            POST   /sessions/{sessionId}/persons/split                 LLLL LL HH FAA F AFA F
            PUT    /sessions/{sessionId}/instructor                    LLLL LL HH FAA F AFA F
            GET    /sessions/{sessionId}/room                          LLLL LL HH AAA A AAA F
            PUT    /sessions/{sessionId}/room                          LLLL LL HH FAA F AFA F
            GET    /sessions/{sessionId}/corrections                   LLLL LL HH AAA A AAA F
            POST   /sessions/{sessionId}/corrections/undo              LLLL LL HH FAA F AFA F
            GET    /jobs/{jobId}                                       LLLL LL HH AAA A AAA F
            GET    /jobs/{jobId}/events                                LLLL LL HH AAA A AAA F
            DELETE /jobs/{jobId}                                       LLLL LL HH FAA F AFA F
            """;

    /** Asks for a name and a password of its own, so it has tests of its own. */
    private static final Set<String> ELSEWHERE = Set.of("POST /login");

    private static final Set<String> STREAMS = Set.of("/events", "/jobs/{jobId}/events");

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);
    private final Secret operator = Secret.make(Secret.Kind.OPERATOR);
    private Account owner;
    private Account viewer;
    private Account editor;
    private Account reader;
    private Account coEditor;
    private Account admin;
    private String[] expired;
    private String[] ownersReading;
    private String[] adminsReading;
    private String[] adminsWriting;

    @BeforeEach
    void people() {
        owner = visitors.account("owner", Role.EDITOR);
        viewer = visitors.account("viewer", Role.VIEWER);
        editor = visitors.account("editor", Role.EDITOR);
        reader = visitors.account("reader", Role.VIEWER);
        coEditor = visitors.account("coeditor", Role.EDITOR);
        admin = visitors.account("admin", Role.ADMIN);
        expired = visitors.token(owner, Scope.ADMIN, TestServer.NOW);
        ownersReading = visitors.token(owner, Scope.READ);
        adminsReading = visitors.token(admin, Scope.READ);
        adminsWriting = visitors.token(admin, Scope.WRITE);
        server.access = new AccessSettings(List.of(), List.of(), Optional.empty(), Optional.of(operator));
        server.people = new NothingFound();
        visitors.shut();
    }

    /** Says of each session that nobody was found in it, which is not what is said of one that does not exist. */
    private static final class NothingFound implements People {

        private static <T> Future<T> nothing(String sessionId) {
            return Future.failedFuture(new Refused(Refused.Kind.MISSING, "Nobody was found in " + sessionId));
        }

        @Override
        public Future<JsonObject> persons(String sessionId) {
            return nothing(sessionId);
        }

        @Override
        public Future<JsonObject> room(String sessionId) {
            return nothing(sessionId);
        }

        @Override
        public Future<JsonArray> history(String sessionId) {
            return nothing(sessionId);
        }

        @Override
        public Future<JsonObject> change(String sessionId, Change change, JsonObject said, Asker asker) {
            return nothing(sessionId);
        }

        @Override
        public Future<JsonObject> undo(String sessionId, Asker asker) {
            return nothing(sessionId);
        }

        @Override
        public Future<Picture> picture(String sessionId, String id, String version) {
            return nothing(sessionId);
        }

        @Override
        public Future<Void> followed(String sessionId) {
            return Future.succeededFuture();
        }
    }

    private List<String[]> everybody(Job job) {
        String session = job.sessionId();
        visitors.share(session, reader, Standing.READER);
        visitors.share(session, coEditor, Standing.EDITOR);
        String other = visitors.session(editor).sessionId();
        return List.of(
                new String[0],
                expired,
                new String[] {
                    "authorization", "Bearer " + Secret.make(Secret.Kind.TOKEN).reveal()
                },
                new String[] {"authorization", "Bearer " + TestServer.TOKEN.getString("token")},
                visitors.guest(other),
                visitors.guest(session),
                visitors.browser(viewer),
                visitors.browser(editor),
                visitors.browser(reader),
                visitors.browser(coEditor),
                visitors.browser(owner),
                ownersReading,
                visitors.browser(admin),
                adminsReading,
                adminsWriting,
                new String[] {"authorization", "Bearer " + operator.reveal()});
    }

    @Test
    void everyRouteLetsInWhoItShouldAndNobodyElse() {
        Map<String, String> expected = table();
        Set<String> described = new TreeSet<>(OpenApi.load().operations());
        described.removeAll(ELSEWHERE);
        assertThat(new TreeSet<>(expected.keySet()))
                .as("every route of openapi.json has a row here")
                .isEqualTo(described);
        List<String> wrong = new ArrayList<>();
        expected.forEach((route, letters) -> {
            String found = tried(route, letters.length());
            if (!found.equals(letters)) {
                wrong.add(route + "\n  is to be " + letters + "\n  but is   " + found);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** For each right that the server tells of: the routes that need it. */
    private static final Map<String, List<String>> RIGHTS = Map.of(
            "view",
                    List.of(
                            "GET /sessions/{sessionId}/persons",
                            "GET /jobs/{jobId}",
                            "GET /sessions/{sessionId}/export"),
            "edit",
                    List.of(
                            "POST /sessions/{sessionId}/process",
                            "PUT /sessions/{sessionId}/room",
                            "DELETE /jobs/{jobId}"),
            "delete", List.of("DELETE /sessions/{sessionId}"),
            "share", List.of("GET /sessions/{sessionId}/access", "POST /sessions/{sessionId}/links"),
            "import", List.of("POST /sessions/import"),
            "watch", List.of("GET /system", "GET /workers"),
            "run", List.of("POST /queue/recover"),
            "administer", List.of("GET /users", "GET /audit"));

    @Test
    void whatEachIsToldThatTheyMayIsWhatTheyMay() {
        Map<String, String> letters = table();
        int visitorCount = letters.get("GET /me").length();
        for (int i = 0; i < visitorCount; i++) {
            Job job = visitors.session(owner);
            String[] headers = everybody(job).get(i);
            Set<String> told = new TreeSet<>(told(send("GET", "/me", headers)));
            Answer session = send("GET", "/sessions/" + job.sessionId(), headers);
            if (session.status() == 200) {
                List<String> may = told(session.json().getJsonObject("session"));
                told.addAll(may);
                Answer list = send("GET", "/sessions", headers);
                if (list.status() == 200) {
                    assertThat(list.array().stream()
                                    .map(JsonObject.class::cast)
                                    .filter(entry -> job.sessionId().equals(entry.getString("sessionId")))
                                    .map(RouteRoleTest::told))
                            .as("in the list of visitor %d", i)
                            .containsExactly(may);
                }
            }
            for (Map.Entry<String, List<String>> right : RIGHTS.entrySet()) {
                for (String route : right.getValue()) {
                    assertThat(letters.get(route).charAt(i) == 'A')
                            .as("visitor %d is told %s, of which %s is needed for %s", i, told, right.getKey(), route)
                            .isEqualTo(told.contains(right.getKey()));
                }
            }
        }
    }

    private static List<String> told(Answer answer) {
        return answer.status() == 200 ? told(answer.json()) : List.of();
    }

    private static List<String> told(JsonObject answer) {
        return answer.getJsonArray("may").stream().map(String.class::cast).toList();
    }

    /** A new session for each visitor, because some take it away. */
    private String tried(String route, int visitorCount) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < visitorCount; i++) {
            Job job = visitors.session(owner);
            letters.append(letter(route, job, everybody(job).get(i)));
        }
        return letters.toString();
    }

    private char letter(String route, Job job, String[] headers) {
        String[] parts = route.split(" ");
        String method = STREAMS.contains(parts[1]) ? "HEAD" : parts[0];
        Answer answer = send(method, path(parts[1], job.sessionId(), job.id()), headers);
        if (answer.status() == 401) {
            return 'L';
        }
        if (answer.status() == 403) {
            return 'F';
        }
        if (answer.status() == 404) {
            Answer never = send(method, path(parts[1], Ids.newSession(), Ids.newJob()), headers);
            boolean same = never.status() == 404 && said(never).equals(said(answer));
            return same && parts[1].matches(".*\\{(sessionId|jobId)}.*") ? 'H' : 'A';
        }
        return 'A';
    }

    private Answer send(String method, String path, String[] headers) {
        return server.client()
                .send(
                        method,
                        path,
                        method.equals("GET") || method.equals("HEAD")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{}"),
                        headers);
    }

    /** All of it but the address itself and the request's trace. */
    private static String said(Answer answer) {
        return answer.body().length == 0
                ? ""
                : answer.json().getString("detail") + answer.json().getString("title");
    }

    private static String path(String template, String session, String job) {
        return template.replace("{sessionId}", session)
                .replace("{jobId}", job)
                .replace("{file}", "none.js")
                .replace("{page}", "sessions")
                .replace("{id}", "x")
                .replace("{userName}", "nosuchuser")
                .replace("{workerName}", "nosuchworker")
                .replace("{tokenId}", "tok-1")
                .replace("{linkId}", "link-1")
                .replace("{uploadId}", "up-1")
                .replace("{personId}", "p1")
                .replace("{secret}", "lcs_" + "a".repeat(43));
    }

    private static Map<String, String> table() {
        Map<String, String> rows = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            String[] parts = line.strip().split("\\s+", 3);
            rows.put(parts[0] + " " + parts[1], parts[2].replace(" ", ""));
        });
        return rows;
    }
}
