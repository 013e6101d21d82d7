package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class EmbeddedRedisTest {

    @TempDir
    Path data;

    @Test
    void keepsWhatItIsGivenFromOneStartToTheNext() throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            assertThat(ask(redis.start(), Command.SET, "key", "kept")).isEqualTo("OK");
        }
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            assertThat(ask(redis.start(), Command.GET, "key")).isEqualTo("kept");
        }
    }

    @Test
    void worksInAFolderWithBlanksAndQuotesInItsName() throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(data.resolve("a \"lecture\" for Zoë"))) {
            assertThat(ask(redis.start(), Command.PING)).isEqualTo("PONG");
        }
    }

    @Test
    void comesBackByItselfAtTheSameAddressWithItsData() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            Semaphore ups = new Semaphore(0);
            RedisLink link = RedisLink.open(vertx, redis.start());
            link.onUp(ups::release);
            assertThat(ups.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            link.send(Request.cmd(Command.SET, "key", "kept")).await(10, TimeUnit.SECONDS);
            long before = redis.pid();
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            assertThat(ups.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(redis.pid()).isNotEqualTo(before);
            assertThat(link.send(Request.cmd(Command.GET, "key"))
                            .await(10, TimeUnit.SECONDS)
                            .toString())
                    .isEqualTo("kept");
            link.close().await(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void endsWithItsServerWhenClosed() throws Exception {
        EmbeddedRedis redis = new EmbeddedRedis(data);
        redis.start();
        ProcessHandle server = ProcessHandle.of(redis.pid()).orElseThrow();
        redis.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(redis.alive()).isFalse();
        redis.close();
    }

    @Test
    void canBeClosedWithoutHavingBeenStarted() {
        EmbeddedRedis redis = new EmbeddedRedis(data);
        redis.close();
        assertThat(redis.pid()).isZero();
    }

    @Test
    void tellsNoOtherUserItsPassword() throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            RedisAddress address = redis.start();
            String password = address.url().replaceAll(".*:([0-9a-f]+)@.*", "$1");
            assertThat(password).hasSize(48);
            assertThat(address.toString()).doesNotContain(password);
            Path cmdline = Path.of("/proc/" + redis.pid() + "/cmdline");
            assumeTrue(Files.exists(cmdline));
            assertThat(Files.readString(cmdline)).contains("redis-server").doesNotContain(password);
            Path conf = data.resolve("redis/redis.conf");
            assertThat(Files.readString(conf)).contains(password);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void doesNotOutliveAKilledJvm() throws Exception {
        assumeTrue(Leash.ties(), "this system cannot tie a process to another");
        Process jvm = otherJvm(data);
        ProcessHandle server = serverOf(jvm);
        try {
            jvm.destroyForcibly().waitFor();
            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(10));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void endsAServerThatWasLeftBehindAndGoesOnWithItsData() throws Exception {
        Path home = data.resolve("redis");
        RedisConf conf = new RedisConf(home, TestRedis.freePort(), "aPasswordForTests1", List.of());
        Process leftBehind = new ProcessBuilder(
                        RedisProgram.unpack(home.resolve("bin")).toString(),
                        conf.write().toString())
                .redirectErrorStream(true)
                .start();
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            BufferedReader log = leftBehind.inputReader();
            while (!log.readLine().contains("Ready to accept")) {
                assertThat(leftBehind.isAlive()).isTrue();
            }
            ask(conf.address(), Command.SET, "key", "kept");

            RedisAddress address = redis.start();
            assertThat(leftBehind.isAlive()).isFalse();
            assertThat(ask(address, Command.GET, "key")).isEqualTo("kept");
        } finally {
            leftBehind.destroyForcibly();
        }
    }

    @Test
    void leavesTheServersOfOtherDataFoldersAlone() throws Exception {
        try (EmbeddedRedis other = new EmbeddedRedis(data.resolve("one"));
                EmbeddedRedis redis = new EmbeddedRedis(data.resolve("two"))) {
            other.start();
            redis.start();
            assertThat(other.alive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"appendonly.aof.1.incr.aof", "appendonly.aof.manifest", "appendonly.aof.1.base.aof"})
    void putsDamagedDataAsideAndBeginsWithoutIt(String damaged) throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            ask(redis.start(), Command.SET, "key", "lost");
        }
        Path home = data.resolve("redis");
        Files.writeString(home.resolve("appendonlydir").resolve(damaged), "not what Redis writes\r\n\r\n");
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            assertThat(ask(redis.start(), Command.EXISTS, "key")).isEqualTo("0");
        }
        assertThat(home).isDirectoryContaining("glob:**/damaged-*");
    }

    @Test
    void takesDataThatEndsTooEarlyAsFarAsItGoes() throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            ask(redis.start(), Command.SET, "key", "kept");
        }
        Path log = data.resolve("redis/appendonlydir/appendonly.aof.1.incr.aof");
        Files.writeString(log, "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$4\r\nha", StandardOpenOption.APPEND);
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            assertThat(ask(redis.start(), Command.GET, "key")).isEqualTo("kept");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        Files.createDirectories(data.resolve("redis"));
        Files.writeString(data.resolve("redis/appendonlydir"), "a file where a folder should be");
        try (EmbeddedRedis redis = new EmbeddedRedis(data)) {
            assertThatThrownBy(redis::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The embedded Redis does not start: ")
                    .hasMessageContaining("append-only dir")
                    .hasMessageContaining("LECTERN_REDIS");
        }
    }

    /** Its server's process number is the first line it prints; it then waits to be killed. */
    static final class OtherJvm {
        public static void main(String[] args) throws Exception {
            EmbeddedRedis redis = new EmbeddedRedis(Path.of(args[0]));
            redis.start();
            System.out.println("pid " + redis.pid());
            System.in.read();
        }
    }

    private static Process otherJvm(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static ProcessHandle serverOf(Process jvm) throws IOException {
        BufferedReader lines = jvm.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("pid ")) {
                return ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
            }
        }
        throw new IOException("the other JVM ended");
    }

    private static String ask(RedisAddress address, Command command, Object... args) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            return RedisClient.connect(vertx, address, new NetClientOptions(), Duration.ofSeconds(10))
                    .compose(client -> client.send(Request.cmd(command, args)))
                    .await(20, TimeUnit.SECONDS)
                    .toString();
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }
}
