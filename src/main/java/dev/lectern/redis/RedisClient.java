package dev.lectern.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One connection to Redis, logged in and tried. It has a client of its own, so that closing it really closes it, with whatever
 * still waits for an answer; given back to a pool, it would meet its next user with the answers of the last.
 */
record RedisClient(Redis client, RedisConnection connection) {

    private static final int MANY = 1 << 16;

    /** Connects and checks that it is answered; nothing is left open if that fails or takes longer than {@code patience}. */
    static Future<RedisClient> connect(Vertx vertx, RedisAddress address, NetClientOptions net, Duration patience) {
        NetClientOptions withPatience = new NetClientOptions(net).setConnectTimeout((int) patience.toMillis());
        if (withPatience.getHostnameVerificationAlgorithm() == null
                || withPatience.getHostnameVerificationAlgorithm().isEmpty()) {
            withPatience.setHostnameVerificationAlgorithm("HTTPS");
        }
        Redis client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(address.url())
                        .setNetClientOptions(withPatience)
                        .setMaxPoolSize(1)
                        .setMaxWaitingHandlers(MANY));
        return client.connect()
                .compose(connection ->
                        connection.send(Request.cmd(Command.PING)).map(pong -> new RedisClient(client, connection)))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(e -> client.close());
    }

    Future<Response> send(Request request) {
        return connection.send(request);
    }

    Future<Void> close() {
        return client.close();
    }
}
