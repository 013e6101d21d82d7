package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real server behind something that ends TLS before it, as hosted ones are: the embedded program speaks none. */
@Timeout(60)
class RedisLinkTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path here;

    private final Vertx vertx = Vertx.vertx();
    private final TestRedis redis = TestRedis.start();
    private JksOptions certificate;
    private RedisAddress address;

    @BeforeEach
    void putTlsInFront() throws Exception {
        certificate = new JksOptions().setPath(selfSigned("ip:127.0.0.1")).setPassword("changeit");
        NetClient toRedis = vertx.createNetClient();
        int redisPort = URI.create(redis.url()).getPort();
        NetServer front = vertx.createNetServer(
                        new NetServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .connectHandler(socket -> {
                    socket.pause();
                    toRedis.connect(redisPort, "127.0.0.1").onSuccess(behind -> join(socket, behind));
                });
        front.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        address = new RedisAddress("rediss://:aPasswordForTests1@127.0.0.1:" + front.actualPort());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void speaksTlsWithACertificateThatItTrusts() throws Exception {
        Semaphore ups = new Semaphore(0);
        RedisLink link = RedisLink.open(vertx, address, new NetClientOptions().setTrustOptions(certificate), PATIENCE);
        link.onUp(ups::release);
        assertThat(ups.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(link.send(Request.cmd(Command.ECHO, "secretly"))
                        .await(10, TimeUnit.SECONDS)
                        .toString())
                .isEqualTo("secretly");
        assertThat(link.toString()).contains("rediss://127.0.0.1").doesNotContain("aPasswordForTests1");
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        assertThatThrownBy(() -> RedisCheck.check(vertx, address).await(20, TimeUnit.SECONDS))
                .isInstanceOf(RedisAway.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void refusesACertificateOfAnotherHost() {
        RedisAddress otherName = new RedisAddress(address.url().replace("127.0.0.1", "localhost"));
        assertThatThrownBy(() -> RedisClient.connect(
                                vertx, otherName, new NetClientOptions().setTrustOptions(certificate), PATIENCE)
                        .await(20, TimeUnit.SECONDS))
                .hasStackTraceContaining("No name matching localhost");
    }

    private static void join(NetSocket outside, NetSocket inside) {
        outside.pipeTo(inside);
        inside.pipeTo(outside);
    }

    private String selfSigned(String name) throws Exception {
        Path store = here.resolve("store.jks");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "JKS",
                        "-storepass",
                        "changeit",
                        "-keypass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store.toString();
    }
}
