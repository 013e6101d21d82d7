package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.ServerTls;
import dev.lectern.enrol.TokenClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {

    @TempDir
    private Path folder;

    @RegisterExtension
    private final TestServer server = new TestServer();

    private Path certificate;
    private Path authority;
    private URI https;

    @BeforeEach
    void speakTls() throws Exception {
        CertificateAuthority owner = CertificateAuthority.open(folder.resolve("authority"));
        Credentials shown = owner.own("server", List.of("localhost"));
        certificate = Files.writeString(folder.resolve("chain.pem"), Credentials.pem(shown.certificate()));
        authority = Files.writeString(folder.resolve("authority.pem"), Credentials.pem(owner.certificate()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(shown.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        server.access = new AccessSettings(
                List.of(), List.of(), Optional.of(new AccessSettings.Tls(certificate, key)), Optional.empty());
        server.restart();
        https = URI.create("https://localhost:" + server.uri("/").getPort());
    }

    private static HttpResponse<String> get(URI uri, SSLContext believing) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(believing)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsSaidIsSaidInSecretAndBrowsersRememberThat() throws Exception {
        HttpResponse<String> answer = get(https.resolve("/sessions"), ServerTls.trusting(authority));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
        assertThatThrownBy(() -> get(https.resolve("/sessions"), SSLContext.getDefault()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void whoHasTheVeryCertificateBelievesItUnderEveryNameAndNoOther() throws Exception {
        URI byNumber = URI.create("https://127.0.0.1:" + https.getPort() + "/sessions");
        assertThat(get(byNumber, ServerTls.exactly(certificate)).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> get(byNumber, ServerTls.trusting(authority)))
                .as("it is not made for this name")
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> get(byNumber, ServerTls.exactly(authority))).isInstanceOf(SSLException.class);
    }

    @Test
    void aJoinTokenIsAskedForInSecretToo() throws Exception {
        assertThat(new TokenClient(Optional.empty(), Optional.of(ServerTls.exactly(certificate)))
                        .make(https, Duration.ofHours(1))
                        .token())
                .isEqualTo(TestServer.TOKEN.getString("token"));
        assertThatThrownBy(() -> new TokenClient(Optional.empty(), Optional.empty()).make(https, Duration.ofHours(1)))
                .isInstanceOf(EnrolFailure.class)
                .hasMessageContaining("--server-ca");
    }

    @Test
    void aFileWithoutACertificateIsRefusedWithASentence() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> ServerTls.trusting(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a file in PEM");
    }
}
