package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the same again and again at a fixed pace, whether the answers come or not, and remembers how long each took. */
public final class RequestPulse implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<CompletableFuture<Duration>> asked = new ConcurrentLinkedQueue<>();

    private RequestPulse() {}

    /** Begins asking. */
    public static RequestPulse every(Duration pace, URI uri) {
        RequestPulse pulse = new RequestPulse();
        HttpRequest request = KnownAs.request(uri).build();
        pulse.clock.scheduleAtFixedRate(() -> pulse.ask(request), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
        return pulse;
    }

    private void ask(HttpRequest request) {
        long from = System.nanoTime();
        asked.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    return Duration.ofNanos(System.nanoTime() - from);
                }));
    }

    /** How often it asked so far. */
    public int asked() {
        return asked.size();
    }

    /** Stops asking, waits for the answers that are missing, and says how long each took. */
    public List<Duration> answers() {
        close();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
