package dev.lectern.depot;

import static dev.lectern.depot.FetchTest.failure;
import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.bus.TaskOrder;
import dev.lectern.cluster.Credentials;
import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoorTest {

    private static final String SECRET = "what nobody may read";
    private static final String LISTENING = "0A";
    private static final RemoteFiles.Times HASTY = new RemoteFiles.Times(
            Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofMillis(20));

    @TempDir
    Path root;

    private Ground ground;

    @BeforeEach
    void serve() throws IOException {
        ground = new Ground(root).start();
        ground.recording(Ground.SESSION, 1000, 1);
    }

    @AfterEach
    void close() throws Exception {
        ground.close();
    }

    @Test
    void aWorkerOfTheAuthorityIsLetIn() throws Exception {
        assertThat(ground.ask("GET", DepotPaths.recording(Ground.SESSION)).body())
                .hasSize(1000);
    }

    @Test
    void whoShowsNoCertificateIsRefused() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLSv1.3");
        nobody.init(null, new TrustManager[] {new Credulous()}, new SecureRandom());

        assertThatThrownBy(() -> ask(nobody, "TLSv1.3")).isInstanceOf(IOException.class);
    }

    @Test
    void whoShowsACertificateOfAnotherAuthorityIsRefused() throws Exception {
        // Its name is the same, its key another.
        Credentials other = new TestAuthority().worker();
        Credentials foreign = new Credentials(other.key(), other.certificate(), ground.worker.authority());

        assertThatThrownBy(() -> ask(ServerTrust.context(foreign), "TLSv1.3")).isInstanceOf(IOException.class);
    }

    @Test
    void whoShowsAnOutdatedCertificateIsRefused() {
        assertThatThrownBy(() -> ask(ServerTrust.context(ground.authority.outdated()), "TLSv1.3"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whoseCertificateWasRevokedIsRefused() throws Exception {
        Set<X509Certificate> revoked = ConcurrentHashMap.newKeySet();
        ground.stop();
        ground.good = certificate -> !revoked.contains(certificate);
        ground.start();
        assertThat(ground.ask("GET", DepotPaths.MODEL).statusCode()).isEqualTo(200);

        revoked.add(ground.worker.certificate());

        assertThat(ground.ask("GET", DepotPaths.MODEL).statusCode()).isEqualTo(Refusal.NOT_BELIEVED);
        assertThat(ground.ask("POST", DepotPaths.artefact(DepotPaths.newArtefact()), DepotHeaders.LENGTH, "5")
                        .statusCode())
                .isEqualTo(Refusal.NOT_BELIEVED);
    }

    @Test
    void olderEncryptionIsRefused() {
        assertThatThrownBy(() -> ask(ServerTrust.context(ground.worker), "TLSv1.2"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void plainTextIsRefused() throws Exception {
        try (Socket socket = new Socket(Ground.LOOPBACK, ground.depot.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /model HTTP/1.1\r\nHost: server\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
        }
    }

    @Test
    void aWorkerDoesNotTakeAnotherWorkerForItsServer() throws Exception {
        refusedAsServer(ground.authority.worker(), "this is a member of the cluster, but not its server");
    }

    @Test
    void aWorkerDoesNotBelieveAServerOfAnotherAuthority() throws Exception {
        Credentials other = new TestAuthority().server();
        // It would believe us, but we do not believe it.
        refusedAsServer(
                new Credentials(other.key(), other.certificate(), ground.worker.authority()), "SSLHandshakeException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sessions",
                "/backend.db",
                "/sessions/../backend.db",
                "/sessions/%2e%2e/recording",
                "/sessions/%2e%2e%2fbackend.db/recording",
                "/sessions/sess-00112233445566778899aabbccddeeff/../../backend.db",
                "/sessions/sess-00112233445566778899aabbccddeeff%2f../recording",
                "/sessions/sess-00112233445566778899aabbccddeeff/inspection.json",
                "/sessions/sess-00112233445566778899aabbccddeeff/detections/..",
                "/sessions/sess-00112233445566778899aabbccddeeff/detections/%2e%2e%2f%2e%2e",
                "/sessions/sess-00112233445566778899aabbccddeeff/detections/0123456789abcde%00",
                "/sessions/no-session/recording",
                "/artefacts/%2e%2e%2fsecret",
                "/artefacts/..%5csecret",
                "/artefacts/secret",
                "/model/../backend.db"
            })
    void nothingElseIsServed(String path) throws Exception {
        Files.writeString(ground.data.database(), SECRET);
        Files.writeString(ground.data.session(Ground.SESSION).inspection(), SECRET);
        Files.writeString(ground.data.work().resolve("secret"), SECRET);

        for (String method : new String[] {"GET", "PUT", "PATCH", "DELETE"}) {
            HttpResponse<byte[]> answer =
                    ground.ask(method, path, DepotHeaders.OFFSET, "0", DepotHeaders.SHA256, "5f".repeat(32));

            assertThat(answer.statusCode()).as(method).isIn(400, 404, 405, 411);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain(SECRET);
        }
        assertThat(ground.data.work().resolve("secret")).hasContent(SECRET);
    }

    @Test
    void aRangeIsAnsweredAsItWasAsked() throws Exception {
        byte[] all = Ground.bytes(1000, 1);
        String path = DepotPaths.recording(Ground.SESSION);

        HttpResponse<byte[]> middle = ground.ask("GET", path, DepotHeaders.RANGE, "bytes=10-19");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.headers().firstValue("content-range")).contains("bytes 10-19/1000");
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(all, 10, 20));
        assertThat(ground.ask("GET", path, DepotHeaders.RANGE, "bytes=990-5000").body())
                .isEqualTo(Arrays.copyOfRange(all, 990, 1000));
        assertThat(ground.ask("GET", path, DepotHeaders.RANGE, "bytes=1000-").statusCode())
                .isEqualTo(Refusal.NO_SUCH_RANGE);
        assertThat(ground.ask("GET", path, DepotHeaders.RANGE, "bytes=5-9", DepotHeaders.IF_RANGE, "\"other\"")
                        .body())
                .isEqualTo(all);
        HttpResponse<byte[]> head = ground.ask("HEAD", path);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(1000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itListensWhereItWasToldAndNowhereElse() throws Exception {
        String port = String.format(Locale.ROOT, ":%04X", ground.depot.port());
        List<String> listening = new ArrayList<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields[1].endsWith(port) && fields[3].equals(LISTENING)) {
                    listening.add(fields[1].substring(0, fields[1].length() - port.length()));
                }
            }
        }

        assertThat(listening).hasSize(1).isSubsetOf("0100007F", "0000000000000000FFFF00000100007F");
    }

    /** Puts somebody else where the server was, who has all files. */
    private void refusedAsServer(Credentials somebody, String why) throws Exception {
        DepotVerticle impostor = new DepotVerticle(somebody, Ground.LOOPBACK, 0, ground.data, () -> Ground.MODEL);
        await(ground.vertx.deployVerticle(impostor));
        ground.address.set(new DepotAddress(Ground.LOOPBACK, impostor.port(), ground.worker));
        TaskOrder order = ground.order(Ground.SESSION, TaskName.INSPECT);

        TaskFailure failure =
                failure(() -> ground.files(Long.MAX_VALUE, Disk.real(), HASTY).fetch(order, new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure)
                .hasMessageStartingWith("The worker could not exchange files")
                .hasStackTraceContaining(why);
    }

    private HttpResponse<byte[]> ask(SSLContext as, String protocol) throws IOException, InterruptedException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .sslContext(as)
                .sslParameters(parameters)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "https://" + Ground.LOOPBACK + ":" + ground.depot.port() + DepotPaths.MODEL))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Believes everybody, as an attacker does who wants to get in. */
    private static final class Credulous extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
