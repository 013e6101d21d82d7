package dev.lectern.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that is made again, with growing pauses, whenever it is lost. Commands are answered in the order in
 * which they are sent; one that blocks (XREADGROUP with BLOCK) needs a link of its own. May be used from any thread.
 *
 * <p>While there is no connection commands fail at once with {@link RedisAway}. A command that is not answered in time fails
 * with it too, and the connection is given up: what does not answer one command will not answer the next.
 */
public final class RedisLink {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    /** How long a command may take unless it says otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context context;
    private final RedisAddress address;
    private final NetClientOptions net;
    private final Duration patience;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final long pulse;
    private final AtomicReference<RedisClient> current = new AtomicReference<>();
    private volatile boolean closed;
    /** Whether its absence was reported; only touched on the context. */
    private boolean reported;

    private RedisLink(Vertx vertx, RedisAddress address, NetClientOptions net, Duration patience) {
        this.vertx = vertx;
        this.address = address;
        this.net = net;
        this.patience = patience;
        context = vertx.getOrCreateContext();
        pulse = vertx.setPeriodic(patience.toMillis(), timer -> feelPulse());
        context.runOnContext(now -> connect());
    }

    /** Begins to connect; it does not wait for it. */
    public static RedisLink open(Vertx vertx, RedisAddress address) {
        return open(vertx, address, new NetClientOptions(), PATIENCE);
    }

    /** @param patience how long a command, or the making of a connection, may take */
    static RedisLink open(Vertx vertx, RedisAddress address, NetClientOptions net, Duration patience) {
        return new RedisLink(vertx, address, net, patience);
    }

    /** Whether there is a connection, as far as is known. */
    public boolean up() {
        return current.get() != null;
    }

    /**
     * Has {@code listener} called after every connect, and soon if there is a connection already; always on this link's own
     * context, one at a time. What it throws is logged.
     */
    public void onUp(Runnable listener) {
        context.runOnContext(now -> {
            listeners.add(listener);
            if (up()) {
                tell(listener);
            }
        });
    }

    /** As {@link #send(Request, Duration)} with {@link #PATIENCE}. */
    public Future<Response> send(Request request) {
        return send(request, patience);
    }

    /**
     * Sends a command.
     *
     * @param limit how long the answer may take; for a command that blocks its own time and some more
     * @return the answer, null for nil; fails with {@link RedisAway}, or with what Redis objects to
     */
    public Future<Response> send(Request request, Duration limit) {
        RedisClient used = current.get();
        if (used == null) {
            return Future.failedFuture(new RedisAway("There is no connection to " + address));
        }
        waiting.incrementAndGet();
        return used.send(request)
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(named(e, used)))
                .onComplete(any -> waiting.decrementAndGet());
    }

    /**
     * Runs a script as one step, by its hash; sent whole only when Redis does not have it.
     *
     * @return as for {@link #send(Request)}
     */
    public Future<Response> eval(Script script, List<String> keys, List<String> args) {
        return send(call(Command.EVALSHA, script.sha1(), keys, args))
                .recover(e -> isAnswer(e) && e.getMessage().startsWith("NOSCRIPT")
                        ? send(call(Command.EVAL, script.source(), keys, args))
                        : Future.failedFuture(e));
    }

    /** Ends it for good; commands under way fail. */
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(pulse);
        RedisClient last = current.getAndSet(null);
        return last == null ? Future.succeededFuture() : last.close();
    }

    /** Where it connects to, without the password. */
    @Override
    public String toString() {
        return "RedisLink[" + address + (up() ? ", up]" : ", away]");
    }

    private static Request call(Command command, String script, List<String> keys, List<String> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private void connect() {
        if (closed) {
            return;
        }
        RedisClient.connect(vertx, address, net, patience)
                .onSuccess(this::connected)
                .onFailure(this::notConnected);
    }

    private void connected(RedisClient client) {
        if (closed) {
            client.close();
            return;
        }
        client.connection().endHandler(end -> lost(client, "the connection ended"));
        client.connection().exceptionHandler(e -> lost(client, reason(e)));
        backoff.reset();
        current.set(client);
        if (closed) {
            // close() came between the look at the top and here, and found nothing to close.
            lost(client, "closed");
            return;
        }
        if (reported) {
            reported = false;
            LOG.info("{} is back", address);
        }
        listeners.forEach(this::tell);
    }

    private void notConnected(Throwable e) {
        report(reason(e));
        reconnectLater();
    }

    /** At once, so that who was told of a failure does not find the link up; the rest on the context. */
    private void lost(RedisClient client, String why) {
        if (current.compareAndSet(client, null)) {
            context.runOnContext(now -> {
                client.close();
                report(why);
                reconnectLater();
            });
        }
    }

    private void reconnectLater() {
        if (!closed) {
            vertx.setTimer(backoff.next(), timer -> connect());
        }
    }

    private void report(String why) {
        if (!reported && !closed) {
            reported = true;
            LOG.warn("{} is away: {}; trying again", address, why);
        }
    }

    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.error("a listener to {} failed", address, e);
        }
    }

    /** Asks for a sign of life while nothing else does, so that {@link #up} is true to the facts. */
    private void feelPulse() {
        if (up() && waiting.get() == 0) {
            send(Request.cmd(Command.PING));
        }
    }

    private Throwable named(Throwable e, RedisClient used) {
        if (isAnswer(e)) {
            return e;
        }
        lost(used, reason(e));
        return new RedisAway(address + " is away: " + reason(e), e);
    }

    private static String reason(Throwable e) {
        return e instanceof TimeoutException
                ? "it does not answer"
                : e.getMessage() == null ? "the connection failed" : e.getMessage();
    }

    /** Whether this is an error that Redis answered with, so that the connection is sound. */
    private static boolean isAnswer(Throwable e) {
        return e instanceof ErrorType && !"CONNECTION_CLOSED".equals(e.getMessage());
    }
}
