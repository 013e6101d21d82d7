package dev.lectern.events;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.JobEvent;
import dev.lectern.redis.RedisAway;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisEventLogTest implements EventLogContract {

    private static Vertx vertx;
    private static TestRedis redis;
    private static RedisLink link;

    private final RedisEventLog log = new RedisEventLog(link);

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
        await(link.send(Request.cmd(Command.FLUSHALL)));
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        RedisEventLog small = new RedisEventLog(link, 1_500);
        List<Future<Boolean>> appends = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            appends.add(small.append(queued(i)));
        }
        await(Future.all(appends));
        List<EventLog.Entry> kept = await(log.after(Place.START, 100_000));
        assertThat(kept).hasSizeBetween(1_500, 1_700);
        assertThat(kept.get(kept.size() - 1)).isEqualTo(queued(2_499));
        assertThat(await(log.span())).isEqualTo(new EventLog.Span(kept.get(0).place(), EventLogContract.at(2_499)));

        await(log.forget("sess-1"));
        assertThat(await(log.after(Place.START, 100_000)))
                .as("forgetting reads on beyond its first page")
                .isEmpty();
    }

    @Test
    void survivesAKilledRedis() {
        await(log.append(queued(1)));
        redis.kill();
        assertThat(failureOf(log.append(queued(2)))).isInstanceOf(RedisAway.class);
        redis.restart();
        eventually("Redis is reached again", link::up);
        await(log.append(queued(3)));
        assertThat(await(log.after(Place.START, 10))).containsExactly(queued(1), queued(3));
    }

    private static EventLog.Entry queued(int number) {
        return new EventLog.Entry(EventLogContract.at(number), new JobEvent.Queued("job-1", "sess-1", T0, 1));
    }
}
