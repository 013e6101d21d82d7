package dev.lectern.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks once whether a Redis of the user's own is there, and set up so that it keeps what it is given. */
public final class RedisCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RedisCheck() {}

    /**
     * Asks the server about itself. INFO is asked rather than CONFIG, which hosted servers often forbid.
     *
     * @return warnings, each a sentence; none if all is well. Fails with {@link RedisAway} and a sentence if the server cannot
     *     be reached or refuses the password
     */
    public static Future<List<String>> check(Vertx vertx, RedisAddress address) {
        return RedisClient.connect(vertx, address, new NetClientOptions(), PATIENCE)
                .recover(e -> Future.failedFuture(new RedisAway(unreachable(address, e), e)))
                .compose(client -> client.send(Request.cmd(Command.INFO))
                        .map(info -> warnings(address, fields(info.toString())))
                        .otherwise(e -> List.of(address + " does not say how it is set up (INFO is refused: "
                                + e.getMessage()
                                + "): make sure that it has maxmemory-policy noeviction, appendonly yes"
                                + " and version 6.2 or later."))
                        .eventually(client::close));
    }

    private static String unreachable(RedisAddress address, Throwable e) {
        String why = String.valueOf(e.getMessage());
        if (why.startsWith("WRONGPASS") || why.startsWith("NOAUTH") || why.startsWith("ERR AUTH")) {
            return address + " refuses the user or password in LECTERN_REDIS.";
        }
        return address + " cannot be reached: " + why + ". Is LECTERN_REDIS right, and does it run?";
    }

    static Map<String, String> fields(String info) {
        return info.lines()
                .filter(line -> !line.startsWith("#") && line.contains(":"))
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (first, second) -> first));
    }

    static List<String> warnings(RedisAddress address, Map<String, String> info) {
        List<String> warnings = new ArrayList<>();
        if (!atLeastSixTwo(info.getOrDefault("redis_version", ""))) {
            warnings.add(address + " says it is version " + info.getOrDefault("redis_version", "unknown")
                    + "; Lectern needs 6.2 or later.");
        }
        String policy = info.getOrDefault("maxmemory_policy", "unknown");
        if (!policy.equals("noeviction")) {
            warnings.add(address + " has maxmemory-policy " + policy
                    + " and may throw waiting work away when its memory is full; set it to noeviction.");
        }
        if (!info.getOrDefault("aof_enabled", "0").equals("1")) {
            warnings.add(address + " does not keep an append-only file, so that its restart forgets what was waiting"
                    + " (Lectern then finds it again by itself, but later); set appendonly yes.");
        }
        if (!info.getOrDefault("role", "master").equals("master")) {
            warnings.add(address + " is a replica, which cannot be written to; give the address of its master.");
        }
        return List.copyOf(warnings);
    }

    private static boolean atLeastSixTwo(String version) {
        String[] parts = version.split("\\.");
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 6 || major == 6 && Integer.parseInt(parts[1]) >= 2;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }
}
