package dev.lectern.queue;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.redis.RedisAway;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTaskQueueTest implements TaskQueueContract {

    private static Vertx vertx;
    private static TestRedis redis;
    private static RedisLink link;

    private final RedisTaskQueue queue = new RedisTaskQueue(link);

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        redis = TestRedis.start();
        link = RedisLink.open(vertx, redis.address());
    }

    @AfterAll
    static void stop() {
        await(link.close());
        redis.close();
        await(vertx.close());
    }

    @BeforeEach
    void empty() {
        eventually("Redis is reached", link::up);
        flush();
    }

    @Override
    public TaskQueue queue() {
        return queue;
    }

    @Override
    public void age(Lease lease, Duration by) {
        await(link.send(Request.cmd(Command.XCLAIM)
                .arg("lectern:tasks")
                .arg("workers")
                .arg(lease.holder())
                .arg("0")
                .arg(lease.entry())
                .arg("IDLE")
                .arg(by.toMillis())
                .arg("JUSTID")));
    }

    @Test
    void startsAgainWhenRedisLostEverything() {
        await(queue.offer(JOB, List.of(FIRST, SECOND)));
        Lease before = await(queue.claim("a")).orElseThrow();

        flush();
        assertThat(await(queue.renew(before))).isFalse();
        flush();
        assertThat(await(queue.settle(before))).isFalse();
        flush();
        assertThat(await(queue.held())).isEmpty();
        flush();
        await(queue.remove(JOB));
        assertThat(await(queue.offer(JOB, List.of(FIRST)))).isEqualTo(1);
        Lease after = await(queue.claim("a")).orElseThrow();
        assertThat(after.task()).isEqualTo(FIRST);
        assertThat(await(queue.renew(before))).isFalse();
        assertThat(await(queue.renew(after))).isTrue();
    }

    @Test
    void keepsWhatItHasWhenRedisIsKilled() {
        await(queue.offer(JOB, List.of(FIRST, SECOND, THIRD)));
        Lease held = await(queue.claim("a")).orElseThrow();
        Lease putOff = await(queue.claim("b")).orElseThrow();
        await(queue.putOff(putOff));

        redis.kill();
        assertThat(failureOf(queue.renew(held))).isInstanceOf(RedisAway.class);
        assertThat(failureOf(queue.offer(JOB, List.of(FIRST)))).isInstanceOf(RedisAway.class);
        redis.restart();
        eventually("Redis is reached again", link::up);

        assertThat(await(queue.offer(JOB, List.of(FIRST, SECOND, THIRD)))).isZero();
        assertThat(await(queue.renew(held))).isTrue();
        assertThat(await(queue.held()))
                .extracting(HeldTask::lease)
                .containsExactly(held, new Lease(putOff.entry(), JOB, SECOND, TaskQueue.BACKOFF, 1));
        assertThat(await(queue.claim("c")).orElseThrow().task()).isEqualTo(THIRD);
        assertThat(await(queue.settle(held))).isTrue();
    }

    @Test
    void forgetsHoldersThatAreGoneAndHoldNothing() {
        await(queue.dismiss(holder -> true));
        await(queue.offer(JOB, List.of(FIRST, SECOND, THIRD)));
        Lease held = await(queue.claim("gone-1")).orElseThrow();
        await(queue.settle(await(queue.claim("gone-2")).orElseThrow()));
        await(queue.settle(await(queue.claim("here")).orElseThrow()));
        await(queue.dismiss(holder -> holder.startsWith("gone")));
        assertThat(holders()).containsExactlyInAnyOrder("gone-1", "here");
        assertThat(await(queue.renew(held))).isTrue();
        await(queue.settle(held));
        await(queue.dismiss(holder -> holder.startsWith("gone")));
        assertThat(holders()).containsExactly("here");
    }

    private static List<String> holders() {
        Response consumers = await(link.send(
                Request.cmd(Command.XINFO).arg("CONSUMERS").arg("lectern:tasks").arg("workers")));
        return consumers.stream()
                .map(consumer -> consumer.get("name").toString())
                .toList();
    }

    @Test
    void leavesNoKeyBehindForJobsThatEnded() {
        await(queue.offer(JOB, List.of(FIRST)));
        await(queue.settle(await(queue.claim("a")).orElseThrow()));
        await(queue.offer(OTHER_JOB, List.of(FIRST, SECOND)));
        await(queue.claim("a"));
        await(queue.remove(OTHER_JOB));
        Response keys = await(link.send(Request.cmd(Command.KEYS).arg("*")));
        assertThat(keys).extracting(Response::toString).containsExactly("lectern:tasks");
        assertThat(await(link.send(Request.cmd(Command.XLEN).arg("lectern:tasks")))
                        .toInteger())
                .isZero();
    }

    private static void flush() {
        await(link.send(Request.cmd(Command.FLUSHALL)));
    }
}
