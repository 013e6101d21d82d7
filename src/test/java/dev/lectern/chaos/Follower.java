package dev.lectern.chaos;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.SseClient;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Listens to what happens to a job from its beginning to its end, as a browser does: it comes back whenever the server does. */
final class Follower implements AutoCloseable {

    private static final String BEGINNING = "0-0";
    private static final Set<String> LAST = Set.of("completed", "failed", "cancelled");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int NOTHING_MORE = 204;

    private final Supplier<URI> server;
    private final String path;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::follow, "follower");
    private volatile boolean over;
    private volatile boolean beganAnew;

    private record Heard(Told told, Instant when) {}

    /** Something that stands in the log. */
    record Told(String type, String id, JsonObject data) {

        String task() {
            return data.getString("task");
        }

        String worker() {
            return data.getString("worker");
        }

        Instant at() {
            return Instant.parse(data.getString("at"));
        }

        boolean started(String tasks) {
            return type.equals("task-started") && task().startsWith(tasks);
        }

        boolean finished(String tasks) {
            return type.equals("task-finished") && task().startsWith(tasks);
        }

        boolean last() {
            return LAST.contains(type);
        }
    }

    /** @param server where the server is; asked anew with every connection */
    Follower(Supplier<URI> server, String jobId) {
        this.server = server;
        this.path = "/jobs/" + jobId + "/events";
        thread.setDaemon(true);
        thread.start();
    }

    /** What it heard so far, without snapshots. */
    List<Told> told() {
        return heard.stream().map(Heard::told).toList();
    }

    /** Whether it was sent how things stand instead of what it missed, as when the log was out of reach. */
    boolean beganAnew() {
        return beganAnew;
    }

    /** Whether there is nothing more to hear. */
    boolean ended() {
        return over;
    }

    /** Waits until something is told. */
    Told await(Duration patience, String what, Predicate<Told> wanted) {
        return Eventually.get(
                patience,
                what + " to be told",
                () -> told().stream().filter(wanted).findFirst().orElse(null));
    }

    /** Waits until it hears of something that happened after a time; answers when that was. */
    Instant awaitNews(Duration patience, Instant since) {
        return Eventually.get(patience, "news", () -> heard.stream()
                .filter(one -> one.when().isAfter(since) && one.told().at().isAfter(since))
                .map(Heard::when)
                .findFirst()
                .orElse(null));
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }

    private void follow() {
        String seen = BEGINNING;
        while (!over) {
            try (SseClient client = SseClient.connect(server.get().resolve(path), seen)) {
                over |= client.response().statusCode() == NOTHING_MORE;
                seen = read(client, seen);
            } catch (UncheckedIOException | IllegalStateException e) {
                // Nobody there; or it was closed while it waited for an answer.
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private String read(SseClient client, String from) {
        String seen = from;
        int taken = 0;
        boolean ended = false;
        while (!over && !ended) {
            // Asked first: what came before the end is there then.
            ended = client.ended();
            List<SseClient.Event> events = client.events();
            for (SseClient.Event event : events.subList(taken, events.size())) {
                seen = event.id() == null ? seen : event.id();
                beganAnew |= event.type().equals("snapshot");
                if (event.id() != null && !event.type().equals("snapshot")) {
                    Told one = new Told(event.type(), event.id(), event.data());
                    heard.add(new Heard(one, Instant.now()));
                    over |= one.last();
                }
            }
            taken = events.size();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return seen;
    }
}
