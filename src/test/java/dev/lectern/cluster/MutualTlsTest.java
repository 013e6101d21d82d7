package dev.lectern.cluster;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members with real certificates speak to each other, and to nobody else. */
class MutualTlsTest {

    private static final List<String> HERE = List.of("127.0.0.1");

    @TempDir
    private Path temp;

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpClient> clients = new ArrayList<>();
    private CertificateAuthority authority;
    private CertificateAuthority foreign;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        authority = CertificateAuthority.open(temp.resolve("ours"));
        foreign = CertificateAuthority.open(temp.resolve("foreign"));
        Credentials own = authority.own("server", HERE);
        server = await(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(own.identity())
                        .setTrustOptions(own.trust()))
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void aWorkerIsBelievedAndBelieves() {
        assertThat(await(hello(worker(authority)))).isEqualTo("hello");
    }

    @Test
    void aWorkerOfAnotherServerIsNot() {
        Credentials theirs = worker(foreign);
        assertThat(failureOf(hello(theirs))).isNotNull();
        // It knows whom to trust, but nobody of ours signed for it.
        assertThat(failureOf(hello(new Credentials(theirs.key(), theirs.certificate(), authority.certificate()))))
                .isNotNull();
        // Signed by us, but it trusts somebody else.
        Credentials ours = worker(authority);
        assertThat(failureOf(hello(new Credentials(ours.key(), ours.certificate(), foreign.certificate()))))
                .isNotNull();
    }

    @Test
    void whoIsShutOutIsNotBelievedAnyMore() throws Exception {
        Credentials lost = worker(authority);
        assertThat(await(hello(lost))).isEqualTo("hello");
        authority
                .revocations()
                .add(List.of(
                        new Revocation(P256.id(lost.certificate().getPublicKey()), "worker-7", null, Instant.EPOCH)));
        assertThat(failureOf(hello(lost))).isNotNull();
        assertThat(await(hello(worker(authority)))).isEqualTo("hello");
    }

    private static Credentials worker(CertificateAuthority by) {
        KeyPair keys = P256.newKeys();
        return new Credentials(keys.getPrivate(), by.issue(keys.getPublic(), "worker-7", HERE), by.certificate());
    }

    private Future<String> hello(Credentials member) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setKeyCertOptions(member.identity())
                .setTrustOptions(member.trust()));
        // A client that nobody holds is closed.
        clients.add(client);
        return client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(Object::toString);
    }
}
