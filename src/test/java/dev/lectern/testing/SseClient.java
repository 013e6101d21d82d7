package dev.lectern.testing;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to an event stream on a thread of its own, as a browser's EventSource does, but does not connect again by itself. */
public final class SseClient implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<java.io.InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile int comments;
    private volatile boolean ended;

    /** One event; {@code id} is null if it has none. */
    public record Event(String type, String id, JsonObject data) {}

    private SseClient(URI uri, String lastEventId, String... headers) {
        HttpRequest.Builder request = KnownAs.request(uri).header("accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("last-event-id", lastEventId);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reader = new Thread(this::read, "sse-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param lastEventId null to begin anew */
    public static SseClient connect(URI uri, String lastEventId, String... headers) {
        return new SseClient(uri, lastEventId, headers);
    }

    public HttpResponse<?> response() {
        return response;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<String> types() {
        return events.stream().map(Event::type).toList();
    }

    public int comments() {
        return comments;
    }

    /** Whether the server ended the stream, or the connection is gone. */
    public boolean ended() {
        return ended;
    }

    /** The id a browser would send when it connects again; null if there was none. */
    public String lastEventId() {
        return events.stream()
                .map(Event::id)
                .filter(id -> id != null)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String type = null;
            String id = null;
            StringBuilder data = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(":")) {
                    comments++;
                } else if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length()));
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Event(type, id, new JsonObject(data.toString())));
                    type = null;
                    id = null;
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // The end, of whichever kind.
        }
        ended = true;
    }
}
