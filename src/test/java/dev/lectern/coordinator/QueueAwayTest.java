package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.events.MemoryEventLog;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskName;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.queue.RedisTaskQueue;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import dev.lectern.testing.LeapingClock;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueAwayTest {

    private static final int SEGMENTS = 6;

    @TempDir
    Path folder;

    private final CountDownLatch goOn = new CountDownLatch(1);

    @Nested
    class InMemory {

        @Test
        void doesNoFinishedSegmentAgain() {
            LeapingClock clock = new LeapingClock();
            MemoryTaskQueue queue = new MemoryTaskQueue(clock);
            try (Hall hall = Hall.over(folder, clock, queue).coordinator().slots(2)) {
                Job job = underWay(hall);
                queue.reachable(false);
                Job meanwhile = hall.job(1);
                goOn.countDown();
                clock.leap(Hall.POLICY.lease().multipliedBy(3));
                queue.reachable(true);
                assertDoneOnce(hall, job);
                hall.completed(meanwhile);
            }
        }
    }

    @Nested
    class InRedis {

        private final Vertx vertx = Vertx.vertx();
        private TestRedis redis;
        private RedisLink link;
        private Hall hall;

        @BeforeEach
        void start() {
            redis = TestRedis.start();
            link = RedisLink.open(vertx, redis.address());
            hall = Hall.over(vertx, folder, new RedisTaskQueue(link), link::up, new MemoryEventLog(100_000))
                    .coordinator()
                    .slots(3);
        }

        @AfterEach
        void stop() {
            hall.close();
            redis.close();
        }

        @Test
        void doesNoFinishedSegmentAgainWhenRedisIsKilled() {
            Job job = underWay(hall);
            redis.kill();
            Job meanwhile = hall.job(1);
            goOn.countDown();
            redis.restart();
            assertDoneOnce(hall, job);
            hall.completed(meanwhile);
        }

        @Test
        void doesNoFinishedSegmentAgainWhenRedisForgetsEverything() {
            Job job = underWay(hall);
            List<TaskName> finished = finished(job);
            await(link.send(Request.cmd(Command.FLUSHALL)));
            goOn.countDown();
            hall.completed(job);
            assertThat(finished(job))
                    .doesNotHaveDuplicates()
                    .hasSize(SEGMENTS + 2)
                    .containsAll(finished);
            assertThat(finished)
                    .allSatisfy(task -> assertThat(hall.steps.runs(task)).isEqualTo(1));
        }

        private List<TaskName> finished(Job job) {
            return hall.events(job, JobEvent.TaskFinished.class).stream()
                    .map(JobEvent.TaskFinished::task)
                    .toList();
        }

        @Test
        void doesEveryTaskOnceForManyRecordings() {
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                jobs.add(hall.job(3));
            }
            jobs.forEach(hall::completed);
            assertThat(hall.steps.runs()).doesNotHaveDuplicates().hasSize(8 * 5);
        }
    }

    /** A job of which one segment is done, and two are being done until told to go on. */
    private Job underWay(Hall hall) {
        for (TaskName held : List.of(TaskName.detect(1), TaskName.detect(2))) {
            hall.steps.script(held, (input, context) -> {
                FakeSteps.hold(goOn);
                return hall.steps.make(input, context);
            });
        }
        Job job = hall.job(SEGMENTS);
        eventually(
                "one segment is done and others are under way",
                () -> hall.events(job, JobEvent.TaskFinished.class).size() >= 2
                        && hall.steps.runs(TaskName.detect(1)) + hall.steps.runs(TaskName.detect(2)) == 2);
        return job;
    }

    private static void assertDoneOnce(Hall hall, Job job) {
        hall.completed(job);
        assertThat(hall.steps.runs())
                .filteredOn(run -> run.startsWith(job.sessionId()))
                .doesNotHaveDuplicates()
                .hasSize(SEGMENTS + 2);
        assertThat(hall.events(job, JobEvent.TaskRetried.class)).isEmpty();
    }
}
