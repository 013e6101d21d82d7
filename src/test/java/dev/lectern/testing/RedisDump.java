package dev.lectern.testing;

import static dev.lectern.testing.Await.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that the embedded Redis of a running Lectern knows. */
public final class RedisDump {

    private RedisDump() {}

    /** All keys, and all entries of all streams and hashes, as text. */
    public static List<String> of(Path data) {
        Map<String, String> conf = conf(data);
        Vertx vertx = Vertx.vertx();
        try {
            Redis redis =
                    Redis.createClient(vertx, "redis://:" + conf.get("requirepass") + "@127.0.0.1:" + conf.get("port"));
            List<String> known = new ArrayList<>();
            for (Response key : await(redis.send(Request.cmd(Command.KEYS).arg("*")))) {
                known.add(key.toString());
                String type = await(redis.send(Request.cmd(Command.TYPE).arg(key.toString())))
                        .toString();
                Request read = type.equals("stream")
                        ? Request.cmd(Command.XRANGE)
                                .arg(key.toString())
                                .arg("-")
                                .arg("+")
                        : Request.cmd(Command.HGETALL).arg(key.toString());
                known.add(await(redis.send(read)).toString());
            }
            redis.close();
            return known;
        } finally {
            await(vertx.close());
        }
    }

    private static Map<String, String> conf(Path data) {
        try {
            return Files.readAllLines(data.resolve("redis").resolve("redis.conf")).stream()
                    .map(line -> line.split(" ", 2))
                    .filter(line -> line.length == 2)
                    .collect(Collectors.toMap(line -> line[0], line -> line[1], (first, second) -> second));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
