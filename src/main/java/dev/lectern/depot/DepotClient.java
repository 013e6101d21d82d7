package dev.lectern.depot;

import dev.lectern.cluster.Credentials;
import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Speaks to the depot, wherever it is at the moment. Shared by all slots; each call blocks its own. Thread safe. */
final class DepotClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;

    private final Supplier<Optional<DepotAddress>> depot;
    private Credentials credentials;
    private HttpClient http;

    DepotClient(Supplier<Optional<DepotAddress>> depot) {
        this.depot = depot;
    }

    /**
     * Sends a request and waits for all of the answer.
     *
     * @param path see {@link DepotPaths}
     * @param words what is special about the request
     * @param body takes in what comes
     * @param heart beats when something moves
     * @param silence for how long it may stand still
     * @throws IOException if there is no server, or the connection was cut or stood still
     * @throws TaskFailure interrupted if it is no longer wanted
     */
    <T> HttpResponse<T> send(
            String path,
            Consumer<HttpRequest.Builder> words,
            HttpResponse.BodyHandler<T> body,
            Heartbeat heart,
            Duration silence,
            CancelToken cancel)
            throws IOException, TaskFailure {
        DepotAddress address = depot.get().orElseThrow(() -> new ConnectException("there is no server now"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(address, path));
        words.accept(request);
        CompletableFuture<HttpResponse<T>> answer = http(address.credentials()).sendAsync(request.build(), body);
        CancelToken.Registration waiting = cancel.onCancel(() -> answer.cancel(true));
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (heart.silentNanos() > silence.toNanos()) {
                        throw new HttpTimeoutException("nothing moved for " + silence);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        } catch (CancellationException e) {
            throw TaskFailure.interrupted();
        } catch (ExecutionException e) {
            cancel.check();
            throw new IOException(e.getCause());
        } finally {
            waiting.close();
            // Ends the exchange if it still goes on.
            answer.cancel(true);
        }
    }

    /** One client for all slots; another one when we have other credentials. The old one ends when nobody waits for it. */
    private synchronized HttpClient http(Credentials current) {
        if (!current.equals(credentials)) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .sslContext(ServerTrust.context(current))
                    .build();
            credentials = current;
        }
        return http;
    }

    private static URI uri(DepotAddress address, String path) {
        try {
            return new URI("https", null, address.host(), address.port(), path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
