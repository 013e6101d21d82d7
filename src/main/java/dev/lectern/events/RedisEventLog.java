package dev.lectern.events;

import dev.lectern.job.JobEvent;
import dev.lectern.job.Json;
import dev.lectern.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** The log as one Redis stream. */
public final class RedisEventLog implements EventLog {

    private static final String STREAM = "lectern:events";
    private static final String FIELD = "event";
    private static final int CAPACITY = 20_000;
    private static final int PAGE = 1_000;

    private final RedisLink redis;
    private final int capacity;

    /** A log on this link. */
    public RedisEventLog(RedisLink redis) {
        this(redis, CAPACITY);
    }

    /** @param capacity how many events are kept at least; Redis cuts off the oldest in blocks of about a hundred */
    RedisEventLog(RedisLink redis, int capacity) {
        this.redis = redis;
        this.capacity = capacity;
    }

    @Override
    public Future<String> append(JobEvent event) {
        return redis.send(Request.cmd(Command.XADD)
                        .arg(STREAM)
                        .arg("MAXLEN")
                        .arg("~")
                        .arg(capacity)
                        .arg("*")
                        .arg(FIELD)
                        .arg(Buffer.buffer(Json.bytes(event))))
                .map(Response::toString);
    }

    @Override
    public Future<List<Entry>> after(String after, int most) {
        return redis.send(Request.cmd(Command.XRANGE)
                        .arg(STREAM)
                        .arg("(" + after)
                        .arg("+")
                        .arg("COUNT")
                        .arg(most))
                .map(answer -> {
                    List<Entry> entries = new ArrayList<>();
                    for (Response entry : answer) {
                        byte[] json = entry.get(1).get(1).toBytes();
                        entries.add(new Entry(entry.get(0).toString(), Json.read(json, JobEvent.class)));
                    }
                    return entries;
                });
    }

    @Override
    public Future<Void> forget(String sessionId) {
        return forgetAfter(START, sessionId);
    }

    private Future<Void> forgetAfter(String after, String sessionId) {
        return after(after, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture();
            }
            Request delete = Request.cmd(Command.XDEL).arg(STREAM);
            List<Entry> theirs = page.stream()
                    .filter(entry -> entry.event().sessionId().equals(sessionId))
                    .toList();
            theirs.forEach(entry -> delete.arg(entry.id()));
            Future<?> deleted = theirs.isEmpty() ? Future.succeededFuture() : redis.send(delete);
            return deleted.compose(done -> forgetAfter(page.get(page.size() - 1).id(), sessionId));
        });
    }
}
