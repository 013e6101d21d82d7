package dev.lectern;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.P256;
import dev.lectern.enrol.EnrolAnswer;
import dev.lectern.enrol.EnrolClient;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.EnrolFailure.Kind;
import dev.lectern.enrol.TokenClient;
import dev.lectern.enrol.WorkerIdentity;
import dev.lectern.job.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A worker and a server that do not know each other yet, over real HTTP, sometimes with somebody in between. */
@Timeout(120)
class EnrolmentTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path temp;

    private final Vertx vertx = Vertx.vertx();
    private final WorkerIdentity identity = WorkerIdentity.inMemory();
    private final EnrolClient client = new EnrolClient("1.2.3", "blue", "machine", List.of("10.0.0.7"));
    private final EnrolClient neighbour = new EnrolClient("1.2.3", "blue", "machine", List.of("127.0.0.1"));
    private final List<HttpClient> clients = new ArrayList<>();
    private Gatehouse server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        await(vertx.close());
    }

    @Test
    void onOneMachineAWorkerNeedsOnlyTheAddress() throws Exception {
        serve(true);
        assertThat(server.clusterStarts).hasValue(0);
        EnrolAnswer answer = neighbour.enrol(URI.create(server.base() + "/"), Optional.empty(), identity);
        assertThat(server.clusterStarts).hasValue(1);
        assertThat(answer.worker()).isEqualTo("blue");
        assertThat(answer.meeting()).isEqualTo(Gatehouse.MEETING);
        assertThat(answer.detector()).isEqualTo(Gatehouse.DETECTOR);
        assertThat(answer.marker().dataFolder()).contains(server.cluster().getParent());
        Credentials credentials = identity.credentials().orElseThrow();
        assertThat(server.authority().issued(credentials.certificate())).isTrue();
        assertThat(credentials.authority()).isEqualTo(server.authority().certificate());
        assertThat(CertificateAuthority.worker(credentials.certificate())).contains("blue");
    }

    @Test
    void workersAreNeverCalledTheSame() throws Exception {
        serve(true);
        server.live = Set.of("blue-2");
        neighbour.enrol(server.base(), Optional.empty(), identity);
        assertThat(neighbour
                        .enrol(server.base(), Optional.empty(), WorkerIdentity.inMemory())
                        .worker())
                .isEqualTo("blue-3");
        assertThat(neighbour.enrol(server.base(), Optional.empty(), identity).worker())
                .isEqualTo("blue");
    }

    @Test
    void fromElsewhereATokenLetsIn() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        assertFailure(Kind.REFUSED, "without a join token", server.base(), Optional.empty());
        EnrolAnswer answer = client.enrol(server.base(), Optional.of(token), identity);
        assertThat(answer.hmac()).isNotNull();
        assertThat(identity.credentials()).isPresent();
    }

    @Test
    void aTokenThatIsNotGoodDoesNot() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        String[] parts = token.split("\\.");
        String guessed = parts[0] + "." + "A".repeat(32) + "." + parts[2];
        assertFailure(Kind.REFUSED, "not one of this server", server.base(), Optional.of(guessed));
        assertFailure(Kind.REFUSED, "not a whole join token", server.base(), Optional.of(parts[0]));
        server.clock.leap(HOUR.plusSeconds(1));
        assertFailure(Kind.REFUSED, "expired at", server.base(), Optional.of(token));
        assertThat(identity.credentials()).isEmpty();
        assertThat(server.clusterStarts).hasValue(0);
    }

    @Test
    void whoWasLetInComesBackWithoutAToken() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        Path folder = temp.resolve("worker");
        client.enrol(server.base(), Optional.of(token), WorkerIdentity.in(folder));
        server.close();
        serve(false);
        server.sameMachine = false;
        WorkerIdentity again = WorkerIdentity.in(folder);
        assertThat(client.enrol(server.base(), Optional.empty(), again).worker())
                .isEqualTo("blue");
        // Nor does the token that still stands in its start script do harm when it is old.
        server.clock.leap(HOUR.plusSeconds(1));
        client.enrol(server.base(), Optional.of(token), again);
    }

    @Test
    void whoStaysAwayForTooLongNeedsAToken() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        client.enrol(server.base(), Optional.of(token), identity);
        assertThat(identity.due(server.clock.instant())).isFalse();
        server.clock.leap(Duration.ofDays(21));
        assertThat(identity.due(server.clock.instant())).isTrue();
        server.clock.leap(Duration.ofDays(10));
        assertFailure(Kind.REFUSED, "no longer", server.base(), Optional.empty());
        server.sameMachine = true;
        String another = token();
        server.sameMachine = false;
        client.enrol(server.base(), Optional.of(another), identity);
    }

    @Test
    void theSecretIsNeverSent() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        List<String> heard = new CopyOnWriteArrayList<>();
        URI between = between(heard, UnaryOperator.identity());
        client.enrol(between, Optional.of(token), identity);
        String secret = token.split("\\.")[1];
        assertThat(heard)
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).doesNotContain(secret).doesNotContain("PRIVATE"));
    }

    @Test
    void whatSomebodyInBetweenChangesIsNotBelieved() throws Exception {
        serve(false);
        String token = token();
        server.sameMachine = false;
        JsonObject foreign = foreignAnswer();
        Map<String, UnaryOperator<JsonObject>> changes = Map.of(
                "the place",
                        answer -> answer.put(
                                "meeting",
                                answer.getJsonObject("meeting").copy().put("host", "10.6.6.6")),
                "the model",
                        answer -> answer.put(
                                "detector",
                                answer.getJsonObject("detector").copy().put("sha256", "00".repeat(32))),
                "the authority", answer -> answer.put("authority", foreign.getString("authority")),
                "the certificate", answer -> answer.put("certificate", foreign.getString("certificate")),
                "the name", answer -> answer.put("worker", "red"),
                "no signature", answer -> answer.putNull("signature"),
                "no certificate", answer -> answer.put("certificate", "nothing"),
                "all of it", answer -> foreign.copy());
        for (Map.Entry<String, UnaryOperator<JsonObject>> change : changes.entrySet()) {
            URI between = between(new CopyOnWriteArrayList<>(), change.getValue());
            for (Optional<String> with : List.of(Optional.of(token), Optional.<String>empty())) {
                WorkerIdentity worker = WorkerIdentity.inMemory();
                if (with.isEmpty()) {
                    // By the certificate of an earlier time.
                    client.enrol(server.base(), Optional.of(token), worker);
                }
                Optional<Credentials> before = worker.credentials();
                EnrolFailure failure =
                        catchThrowableOfType(EnrolFailure.class, () -> client.enrol(between, with, worker));
                assertThat(failure).as(change.getKey()).isNotNull();
                assertThat(failure.kind()).as(change.getKey()).isEqualTo(Kind.UNTRUSTED);
                assertThat(worker.credentials()).isEqualTo(before);
            }
        }
        String[] parts = token.split("\\.");
        String ofAnother = parts[0] + "." + parts[1] + "." + "A".repeat(43);
        assertFailure(Kind.UNTRUSTED, "not the one that made this token", server.base(), Optional.of(ofAnother));
        URI between = between(new CopyOnWriteArrayList<>(), answer -> answer.putNull("hmac"));
        assertFailure(Kind.UNTRUSTED, "not the one that made this token", between, Optional.of(token));
    }

    @Test
    void anOldAnswerIsNotBelieved() throws Exception {
        serve(true);
        List<String> heard = new CopyOnWriteArrayList<>();
        neighbour.enrol(between(heard, UnaryOperator.identity()), Optional.empty(), identity);
        JsonObject old = new JsonObject(heard.get(1));
        URI replaying = between(new CopyOnWriteArrayList<>(), answer -> old.copy());
        EnrolFailure failure =
                catchThrowableOfType(EnrolFailure.class, () -> neighbour.enrol(replaying, Optional.empty(), identity));
        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void anotherServerAtTheSameAddressIsNoticed() throws Exception {
        serve(true);
        neighbour.enrol(server.base(), Optional.empty(), identity);
        try (Gatehouse other = new Gatehouse(Files.createDirectory(temp.resolve("other")), true)) {
            EnrolFailure failure = catchThrowableOfType(
                    EnrolFailure.class, () -> neighbour.enrol(other.base(), Optional.empty(), identity));
            assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
            assertThat(failure).hasMessageContaining("another certificate authority");
            // A token of it says that this is meant.
            String token = new TokenClient(Optional.empty(), Optional.empty())
                    .make(other.base(), HOUR)
                    .token();
            neighbour.enrol(other.base(), Optional.of(token), identity);
            assertThat(identity.credentials().orElseThrow().authority())
                    .isEqualTo(other.authority().certificate());
        }
    }

    @Test
    void aServerThatIsNotThereOrNotReadyIsWorthAnotherTry() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertFailure(Kind.AWAY, "No server answers", URI.create("http://127.0.0.1:" + free), Optional.empty());
        serve(true);
        server.meeting = Future.failedFuture("no port is free");
        EnrolFailure failure = catchThrowableOfType(
                EnrolFailure.class, () -> neighbour.enrol(server.base(), Optional.empty(), identity));
        assertThat(failure.kind()).isEqualTo(Kind.AWAY);
        assertThat(failure).hasMessageContaining("its log says why").hasMessageNotContaining("port");
        server.meeting = Future.succeededFuture(Gatehouse.MEETING);
        neighbour.enrol(server.base(), Optional.empty(), identity);
    }

    @Test
    void aServerOfAnotherVersionSaysSo() throws Exception {
        serve(true);
        JsonObject old = new JsonObject().put("protocol", 0).put("version", "0.0.1");
        URI between = between(new CopyOnWriteArrayList<>(), UnaryOperator.identity(), request -> old);
        assertFailure(
                Kind.INCOMPATIBLE,
                "This server speaks worker protocol " + Protocol.VERSION
                        + " (Lectern 1.2.3); this worker 0 (0.0.1): install the same version",
                between,
                Optional.empty());
        URI newer = between(new CopyOnWriteArrayList<>(), answer -> answer.put("protocol", Protocol.VERSION + 1)
                .put("version", "9"));
        EnrolFailure failure =
                catchThrowableOfType(EnrolFailure.class, () -> neighbour.enrol(newer, Optional.empty(), identity));
        assertThat(failure.kind()).isEqualTo(Kind.INCOMPATIBLE);
    }

    @Test
    void whatIsNoLecternIsTold() throws Exception {
        for (int status : new int[] {200, 404}) {
            HttpServer other = await(vertx.createHttpServer()
                    .requestHandler(
                            request -> request.response().setStatusCode(status).end("<html>"))
                    .listen(0, "127.0.0.1"));
            assertFailure(
                    status == 200 ? Kind.UNTRUSTED : Kind.REFUSED,
                    "Lectern server",
                    URI.create("http://127.0.0.1:" + other.actualPort()),
                    Optional.empty());
        }
    }

    @Test
    void theCommandPrintsTheWholeLine() throws Exception {
        serve(true);
        String port = Integer.toString(server.base().getPort());
        String out = printed("worker-token", "--port", port, "--expires", "2h");
        String token = out.lines()
                .filter(line -> line.contains("--token"))
                .map(line -> line.replaceFirst(".* --token ", ""))
                .findFirst()
                .orElseThrow();
        assertThat(out).contains("java -jar lectern.jar worker --join http://127.0.0.1:" + port + " --token " + token);
        neighbour.enrol(server.base(), Optional.of(token), identity);
        server.clock.leap(Duration.ofHours(2).plusSeconds(1));
        EnrolFailure failure = catchThrowableOfType(
                EnrolFailure.class,
                () -> neighbour.enrol(server.base(), Optional.of(token), WorkerIdentity.inMemory()));
        assertThat(failure).hasMessageContaining("expired");
    }

    @Test
    void theCommandSaysWhatIsWrong() throws Exception {
        serve(true);
        String port = Integer.toString(server.base().getPort());
        server.sameMachine = false;
        assertThat(Lectern.commandLine(Map.of()).execute("worker-token", "--port", port))
                .isEqualTo(Lectern.Exit.USAGE);
        server.close();
        server = null;
        assertThat(Lectern.commandLine(Map.of()).execute("worker-token", "--port", port))
                .isEqualTo(Lectern.Exit.FAILED);
        for (String time : List.of("x", "2", "59s", "31d", "-1h")) {
            assertThat(Lectern.commandLine(Map.of()).execute("worker-token", "--expires=" + time))
                    .isEqualTo(Lectern.Exit.USAGE);
        }
        assertThat(Lectern.commandLine(Map.of()).execute("worker-token", "--port", "0"))
                .isEqualTo(Lectern.Exit.USAGE);
    }

    @Test
    void whoIsShutOutByCommandIsNotLetInAgainAndHearsWhatToDo() throws Exception {
        serve(true);
        String port = Integer.toString(server.base().getPort());
        Path folder = temp.resolve("worker");
        neighbour.enrol(server.base(), Optional.empty(), WorkerIdentity.in(folder));
        assertThat(printed("worker", "list", "--port", port)).contains("blue", "machine", "away");
        assertThat(printed("worker", "revoke", "blue", "--port", port)).contains("Worker blue is shut out since ");
        assertThat(server.expelled)
                .containsExactly(P256.id(WorkerIdentity.in(folder)
                        .credentials()
                        .orElseThrow()
                        .certificate()
                        .getPublicKey()));
        assertThat(printed("worker", "list", "--port", port)).contains("blue", "revoked");
        server.close();
        serve(true);
        String token = token();
        for (Optional<String> with : List.of(Optional.of(token), Optional.<String>empty())) {
            EnrolFailure failure = catchThrowableOfType(
                    EnrolFailure.class, () -> neighbour.enrol(server.base(), with, WorkerIdentity.in(folder)));
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageContaining("was shut out").hasMessageContaining("cluster/identity.pem");
        }
        // As the sentence says: another key makes another worker of the same machine.
        Files.delete(folder.resolve("identity.pem"));
        neighbour.enrol(server.base(), Optional.empty(), WorkerIdentity.in(folder));
    }

    @Test
    void aWorkerCommandThatCannotBeFollowedSaysWhy() throws Exception {
        serve(true);
        String port = Integer.toString(server.base().getPort());
        assertThat(complaint(Lectern.Exit.USAGE, "worker", "revoke", "green", "--port", port))
                .contains("No worker green was ever let in here");
        assertThat(complaint(Lectern.Exit.USAGE, "worker", "revoke", "../blue", "--port", port))
                .contains("No worker can be called");
        assertThat(complaint(Lectern.Exit.USAGE, "worker", "revoke", "local", "--port", port))
                .contains("LECTERN_WORKERS=0");
        assertThat(complaint(Lectern.Exit.USAGE, "worker", "revoke")).contains("NAME");
        assertThat(complaint(Lectern.Exit.USAGE, "worker", "list", "--port", "0"))
                .contains("Port 0");
        assertThat(complaint(Lectern.Exit.USAGE, "worker"))
                .contains("worker --join URL", "worker list", "worker revoke NAME");
        server.close();
        server = null;
        assertThat(complaint(Lectern.Exit.FAILED, "worker", "list", "--port", port))
                .contains("No server answers");
    }

    private void serve(boolean hereOnly) throws Exception {
        Path folder = temp.resolve("server");
        Files.createDirectories(folder);
        server = new Gatehouse(folder, hereOnly);
    }

    private String token() throws EnrolFailure {
        return new TokenClient(Optional.empty(), Optional.empty())
                .make(server.base(), HOUR)
                .token();
    }

    private void assertFailure(Kind kind, String words, URI at, Optional<String> token) {
        EnrolFailure failure = catchThrowableOfType(EnrolFailure.class, () -> client.enrol(at, token, identity));
        assertThat(failure).hasMessageContaining(words);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    private JsonObject foreignAnswer() throws Exception {
        try (Gatehouse other = new Gatehouse(Files.createDirectory(temp.resolve("foreign")), true)) {
            return new JsonObject(Buffer.buffer(
                    Json.bytes(neighbour.enrol(other.base(), Optional.empty(), WorkerIdentity.inMemory()))));
        }
    }

    private URI between(List<String> heard, UnaryOperator<JsonObject> answered) {
        return between(heard, answered, UnaryOperator.identity());
    }

    /** Somebody who passes requests on, hears everything, and changes what he likes. */
    private URI between(List<String> heard, UnaryOperator<JsonObject> answered, UnaryOperator<JsonObject> asked) {
        HttpClient onward = vertx.createHttpClient();
        // A client that nobody holds is closed.
        clients.add(onward);
        HttpServer between = await(vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .compose(body -> {
                            heard.add(body.toString());
                            return onward.request(HttpMethod.POST, server.base().getPort(), "127.0.0.1", request.uri())
                                    .compose(out -> out.send(
                                            asked.apply(body.toJsonObject()).toBuffer()));
                        })
                        .compose(response -> response.body().onSuccess(body -> {
                            heard.add(body.toString());
                            JsonObject told = response.statusCode() == 200
                                    ? answered.apply(body.toJsonObject())
                                    : body.toJsonObject();
                            request.response()
                                    .setStatusCode(response.statusCode())
                                    .end(told.toBuffer());
                        }))
                        .onFailure(
                                cause -> request.response().setStatusCode(502).end()))
                .listen(0, "127.0.0.1"));
        return URI.create("http://127.0.0.1:" + between.actualPort());
    }

    private static String complaint(int exit, String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = Lectern.commandLine(Map.of());
            line.setErr(new PrintWriter(System.err, true));
            assertThat(line.execute(arguments)).isEqualTo(exit);
        } finally {
            System.setErr(before);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String printed(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Lectern.commandLine(Map.of()).execute(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
