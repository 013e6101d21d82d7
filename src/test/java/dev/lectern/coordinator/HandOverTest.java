package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.events.MemoryEventLog;
import dev.lectern.job.Job;
import dev.lectern.job.TaskName;
import dev.lectern.queue.HeldTask;
import dev.lectern.queue.Lease;
import dev.lectern.queue.QueueLengths;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.queue.TaskQueue;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a Redis in earnest. */
class HandOverTest {

    private static final int JOBS = 250;
    private static final int TASKS_OF_EACH = 4;
    /** A slot says so often that it is idle, when nothing else makes it speak. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestRedis redis;
    private RedisLink link;
    private Noting queue;
    private Hall hall;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        link = RedisLink.open(vertx, redis.address());
        eventually("Redis is reached", link::up);
        queue = new Noting(new RedisTaskQueue(link));
        hall = Hall.over(vertx, folder, queue, link::up, new MemoryEventLog(100_000));
    }

    @AfterEach
    void stop() {
        hall.close();
        redis.close();
    }

    @Test
    void aTaskIsStartedSoonAfterItWasOfferedAndNotWithTheNextTick() {
        Map<String, Long> begun = new ConcurrentHashMap<>();
        hall.steps.everything((input, context) -> {
            begun.put(input.folder().path().getFileName() + " " + input.task(), System.nanoTime());
            return hall.steps.make(input, context);
        });
        hall.coordinatorAsUsual().slotsAsUsual(4);
        Map<String, String> sessions = new ConcurrentHashMap<>();
        for (int k = 0; k < JOBS; k++) {
            Job job = hall.job(2);
            sessions.put(job.id(), job.sessionId());
            hall.completed(job);
        }
        List<Long> waited = queue.offered.entrySet().stream()
                .map(offer -> {
                    String[] name = offer.getKey().split(" ");
                    return begun.get(sessions.get(name[0]) + " " + name[1]) - offer.getValue();
                })
                .sorted()
                .toList();
        assertThat(waited).hasSize(JOBS * TASKS_OF_EACH);
        long half = waited.get(waited.size() / 2);
        long most = waited.get(waited.size() * 99 / 100);
        System.out.printf(
                "hand-over of %d tasks, from offer to start: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                waited.size(), half / 1e6, most / 1e6, waited.get(waited.size() - 1) / 1e6);
        assertThat(Duration.ofNanos(half)).as("no timer is waited for").isLessThan(BEAT.dividedBy(4));
    }

    @Test
    void holdersThatAreNoMoreAreForgottenByRedis() {
        hall.coordinator();
        for (int life = 0; life < 5; life++) {
            String slot = hall.slot("worker-" + life + "-0");
            hall.completed(hall.job(1));
            await(hall.vertx.undeploy(slot));
        }
        hall.slot("worker-9-0");
        hall.completed(hall.job(1));
        hall.clock.leap(Duration.ofSeconds(10));
        eventually(() -> assertThat(holders()).containsExactly("worker-9-0"));
        hall.completed(hall.job(1));
    }

    private List<String> holders() {
        return await(link.send(Request.cmd(Command.XINFO)
                        .arg("CONSUMERS")
                        .arg("lectern:tasks")
                        .arg("workers")))
                .stream()
                .map(consumer -> consumer.get("name").toString())
                .filter(name -> !Set.of(TaskQueue.RELEASED, TaskQueue.BACKOFF).contains(name))
                .toList();
    }

    /** Notes when what was offered first. */
    private record Noting(TaskQueue queue, Map<String, Long> offered) implements TaskQueue {

        private Noting(TaskQueue queue) {
            this(queue, Collections.synchronizedMap(new LinkedHashMap<>()));
        }

        @Override
        public Future<Integer> offer(String jobId, List<TaskName> tasks) {
            tasks.forEach(task -> offered.putIfAbsent(jobId + " " + task, System.nanoTime()));
            return queue.offer(jobId, tasks);
        }

        @Override
        public Future<QueueLengths> lengths() {
            return queue.lengths();
        }

        @Override
        public Future<Optional<Lease>> claim(String holder, Set<String> not) {
            return queue.claim(holder, not);
        }

        @Override
        public Future<Boolean> renew(Lease lease) {
            return queue.renew(lease);
        }

        @Override
        public Future<Boolean> settle(Lease lease) {
            return queue.settle(lease);
        }

        @Override
        public Future<Boolean> putOff(Lease lease) {
            return queue.putOff(lease);
        }

        @Override
        public Future<Boolean> handBack(Lease lease) {
            return queue.handBack(lease);
        }

        @Override
        public Future<Boolean> release(Lease lease) {
            return queue.release(lease);
        }

        @Override
        public Future<Boolean> excuse(Lease lost) {
            return queue.excuse(lost);
        }

        @Override
        public Future<Integer> excused(Lease lease) {
            return queue.excused(lease);
        }

        @Override
        public Future<List<HeldTask>> held() {
            return queue.held();
        }

        @Override
        public Future<Void> dismiss(Predicate<String> gone) {
            return queue.dismiss(gone);
        }

        @Override
        public Future<Void> remove(String jobId) {
            return queue.remove(jobId);
        }
    }
}
