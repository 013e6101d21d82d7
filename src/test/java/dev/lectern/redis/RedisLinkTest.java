package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisLinkTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Semaphore ups = new Semaphore(0);
    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void start() throws InterruptedException {
        redis = TestRedis.start();
        link = open(redis.address(), LONG);
        awaitUp();
    }

    @AfterEach
    void stop() throws Exception {
        await(link.close());
        redis.close();
        await(vertx.close());
    }

    @Test
    void answersCommands() throws Exception {
        await(link.send(Request.cmd(Command.SET, "key", "value")));
        assertThat(await(get("key")).toString()).isEqualTo("value");
        assertThat(await(get("no such key"))).isNull();
    }

    @Test
    void passesOnWhatRedisObjectsToAndKeepsTheConnection() throws Exception {
        await(link.send(Request.cmd(Command.SET, "key", "text")));
        assertThatThrownBy(() -> await(link.send(Request.cmd(Command.INCR, "key"))))
                .isNotInstanceOf(RedisAway.class)
                .hasMessageContaining("not an integer");
        assertThat(link.up()).isTrue();
    }

    @Test
    void failsAtOnceWhileRedisIsAwayAndWorksAgainWithTheDataAfterwards() throws Exception {
        await(link.send(Request.cmd(Command.SET, "key", "kept")));
        // Written each second; the kernel has it at once, which is enough for a killed process.
        redis.kill();
        assertThatThrownBy(() -> await(get("key"))).isInstanceOf(RedisAway.class);
        assertThat(link.up()).isFalse();
        assertThat(get("key").isComplete()).isTrue();

        redis.restart();
        awaitUp();
        assertThat(await(get("key")).toString()).isEqualTo("kept");
    }

    @Test
    void failsACommandThatIsUnderWayWhenRedisDies() throws Exception {
        Future<Response> blocked = link.send(Request.cmd(Command.BLPOP, "list", "0"), Duration.ofSeconds(30));
        await(open(redis.address(), LONG).send(Request.cmd(Command.PING)).recover(e -> Future.succeededFuture()));
        redis.kill();
        assertThatThrownBy(() -> await(blocked)).isInstanceOf(RedisAway.class);
    }

    @Test
    void doesNotHangOnARedisThatStandsStill() throws Exception {
        await(link.close());
        link = open(redis.address(), SHORT);
        awaitUp();
        redis.freeze();
        Future<Response> first = get("a");
        Future<Response> second = get("b");
        assertThatThrownBy(() -> await(first)).isInstanceOf(RedisAway.class).hasMessageContaining("does not answer");
        assertThatThrownBy(() -> await(second)).isInstanceOf(RedisAway.class);
        assertThat(link.up()).isFalse();

        redis.thaw();
        awaitUp();
        // Not the late answer to an older question.
        assertThat(await(link.send(Request.cmd(Command.ECHO, "mine"))).toString())
                .isEqualTo("mine");
    }

    @Test
    void noticesAStandstillWhileNothingIsAsked() throws Exception {
        await(link.close());
        link = open(redis.address(), SHORT);
        awaitUp();
        redis.freeze();
        while (link.up()) {
            Thread.onSpinWait();
        }
        redis.thaw();
        awaitUp();
    }

    @Test
    void comesBackAfterItsConnectionWasCutByTheServer() throws Exception {
        RedisLink other = open(redis.address(), LONG);
        awaitUp();
        await(other.send(Request.cmd(Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes")));
        awaitUp();
        assertThat(await(link.send(Request.cmd(Command.PING))).toString()).isEqualTo("PONG");
        await(other.close());
    }

    @Test
    void runsAScriptAlsoAfterRedisForgotIt() throws Exception {
        Script script = Script.of("redis.call('INCRBY', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])");
        assertThat(await(link.eval(script, List.of("n"), List.of("2"))).toString())
                .isEqualTo("2");
        assertThat(await(link.eval(script, List.of("n"), List.of("3"))).toString())
                .isEqualTo("5");
        await(link.send(Request.cmd(Command.SCRIPT, "FLUSH")));
        assertThat(await(link.eval(script, List.of("n"), List.of("4"))).toString())
                .isEqualTo("9");
    }

    @Test
    void tellsAListenerThatComesLate() throws Exception {
        Semaphore late = new Semaphore(0);
        link.onUp(late::release);
        assertThat(late.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsTryingWhenClosed() throws Exception {
        await(link.close());
        assertThat(link.up()).isFalse();
        assertThatThrownBy(() -> await(get("key"))).isInstanceOf(RedisAway.class);
    }

    @Test
    void showsNoPassword() throws Exception {
        assertThat(link.toString()).contains("127.0.0.1").doesNotContain("aPasswordForTests1");
        redis.kill();
        assertThatThrownBy(() -> await(get("key"))).hasMessageNotContaining("aPasswordForTests1");
    }

    private RedisLink open(RedisAddress address, Duration patience) {
        RedisLink opened = RedisLink.open(vertx, address, new NetClientOptions(), patience);
        opened.onUp(ups::release);
        return opened;
    }

    private void awaitUp() throws InterruptedException {
        assertThat(ups.tryAcquire(20, TimeUnit.SECONDS)).as("connected").isTrue();
    }

    private Future<Response> get(String key) {
        return link.send(Request.cmd(Command.GET, key));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
