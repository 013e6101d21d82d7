package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.redis.EmbeddedRedis;
import dev.lectern.redis.RedisAddress;
import dev.lectern.redis.RedisCheck;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Which Redis a server works with: the one it is told of, or the one that it brings. */
final class RedisStart {

    private static final long CHECK_SECONDS = 10;

    private RedisStart() {}

    /**
     * Where it is; starts the one that comes with Lectern if no other is set. Blocks.
     *
     * @param started keeps what was started
     */
    static RedisAddress address(Settings settings, Path data, Started started) throws StartFailure {
        if (settings.redis().isPresent()) {
            return settings.redis().get();
        }
        try {
            EmbeddedRedis embedded = new EmbeddedRedis(data);
            RedisAddress address = embedded.start();
            started.keep("Redis", embedded);
            return address;
        } catch (IOException e) {
            throw new StartFailure("The Redis that comes with Lectern could not be started: " + e.getMessage(), e);
        }
    }

    /** Looks whether one that is not ours can be used, and says what had better be otherwise. Blocks. */
    static void check(Vertx vertx, RedisAddress address) throws StartFailure {
        try {
            RedisCheck.check(vertx, address)
                    .await(CHECK_SECONDS, TimeUnit.SECONDS)
                    .forEach(warning -> System.err.println("Note: " + warning));
        } catch (Exception e) {
            throw new StartFailure("Redis at " + address + " cannot be reached: " + e.getMessage(), e);
        }
    }
}
