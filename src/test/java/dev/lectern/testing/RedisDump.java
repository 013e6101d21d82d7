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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that the embedded Redis of a running Lectern knows. */
public final class RedisDump {

    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

    private RedisDump() {}

    /** All keys, and all entries of all streams and hashes, as text. */
    public static List<String> of(Path data) {
        return at(urlOf(data)).entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Where the embedded Redis of a running Lectern is. */
    public static String urlOf(Path data) {
        Map<String, String> conf = conf(data);
        return "redis://:" + conf.get("requirepass") + "@127.0.0.1:" + conf.get("port");
    }

    /** What each key of a Redis holds, as text. */
    public static Map<String, String> at(String url) {
        Vertx vertx = Vertx.vertx();
        try {
            Redis redis = Redis.createClient(vertx, url);
            Map<String, String> known = new TreeMap<>();
            for (Response key : await(redis.send(Request.cmd(Command.KEYS).arg("*")))) {
                String name = key.toString();
                String type =
                        await(redis.send(Request.cmd(Command.TYPE).arg(name))).toString();
                Request read = type.equals("stream")
                        ? Request.cmd(Command.XRANGE).arg(name).arg("-").arg("+")
                        : Request.cmd(Command.HGETALL).arg(name);
                known.put(name, await(redis.send(read)).toString());
            }
            redis.close();
            return known;
        } finally {
            await(vertx.close());
        }
    }

    /** The sessions that the text of an event stream is about. */
    public static Set<String> sessionsIn(String events) {
        return SESSION.matcher(events)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
