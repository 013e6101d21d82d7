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
    private static final String TAKEN = "equal or smaller";
    private static final String NO_KEY = "no such key";

    private final RedisLink redis;
    private final int capacity;
    private final boolean ours;

    /** A log on this link. */
    public RedisEventLog(RedisLink redis) {
        this(redis, CAPACITY);
    }

    /** @param ours whether nobody else uses that Redis, so that it may be told to write its file anew */
    public RedisEventLog(RedisLink redis, boolean ours) {
        this(redis, CAPACITY, ours);
    }

    /** @param capacity how many events are kept at least; Redis cuts off the oldest in blocks of about a hundred */
    RedisEventLog(RedisLink redis, int capacity) {
        this(redis, capacity, false);
    }

    private RedisEventLog(RedisLink redis, int capacity, boolean ours) {
        this.redis = redis;
        this.capacity = capacity;
        this.ours = ours;
    }

    @Override
    public Future<Boolean> append(Entry entry) {
        return redis.send(Request.cmd(Command.XADD)
                        .arg(STREAM)
                        .arg("MAXLEN")
                        .arg("~")
                        .arg(capacity)
                        .arg(entry.place().toString())
                        .arg(FIELD)
                        .arg(Buffer.buffer(Json.bytes(entry.event()))))
                .map(true)
                .recover(e -> says(e, TAKEN) ? isThere(entry) : Future.failedFuture(e));
    }

    /** Whether an append came through whose answer was lost. */
    private Future<Boolean> isThere(Entry entry) {
        String place = entry.place().toString();
        return redis.send(Request.cmd(Command.XRANGE).arg(STREAM).arg(place).arg(place))
                .map(answer -> answer.size() == 1 && read(answer.get(0)).event().equals(entry.event()));
    }

    @Override
    public Future<Span> span() {
        return redis.send(Request.cmd(Command.XINFO).arg("STREAM").arg(STREAM))
                .map(info -> {
                    Response first = info.get("first-entry");
                    return new Span(
                            first == null || first.size() == 0 ? Place.START : place(first.get(0)),
                            place(info.get("last-generated-id")));
                })
                .recover(e -> says(e, NO_KEY)
                        ? Future.succeededFuture(new Span(Place.START, Place.START))
                        : Future.failedFuture(e));
    }

    @Override
    public Future<List<Entry>> after(Place after, int most) {
        return redis.send(Request.cmd(Command.XRANGE)
                        .arg(STREAM)
                        .arg("(" + after)
                        .arg("+")
                        .arg("COUNT")
                        .arg(most))
                .map(answer -> {
                    List<Entry> entries = new ArrayList<>(answer.size());
                    answer.forEach(entry -> entries.add(read(entry)));
                    return entries;
                });
    }

    @Override
    public Future<Void> forget(String sessionId) {
        return forgetAfter(Place.START, sessionId);
    }

    @Override
    public Future<Void> scrub() {
        // It answers at once and writes beside; one that is under way already makes this one follow or fail, and it is
        // asked again.
        return ours ? redis.send(Request.cmd(Command.BGREWRITEAOF)).mapEmpty() : Future.succeededFuture();
    }

    private Future<Void> forgetAfter(Place after, String sessionId) {
        return after(after, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture();
            }
            Request delete = Request.cmd(Command.XDEL).arg(STREAM);
            List<Entry> theirs = page.stream()
                    .filter(entry -> entry.event().sessionId().equals(sessionId))
                    .toList();
            theirs.forEach(entry -> delete.arg(entry.place().toString()));
            Future<?> deleted = theirs.isEmpty() ? Future.succeededFuture() : redis.send(delete);
            return deleted.compose(done -> forgetAfter(page.get(page.size() - 1).place(), sessionId));
        });
    }

    private static Entry read(Response entry) {
        return new Entry(place(entry.get(0)), Json.read(entry.get(1).get(1).toBytes(), JobEvent.class));
    }

    private static Place place(Response text) {
        return Place.parse(text.toString()).orElseThrow(() -> new IllegalStateException("a place called " + text));
    }

    private static boolean says(Throwable e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }
}
