package dev.lectern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Speaks HTTP to a Lectern, in this JVM or elsewhere, and holds every answer against {@code openapi.json}: an answer that is not
 * described there fails the test.
 */
public final class ContractClient {

    private final URI base;
    private final OpenApi openApi = OpenApi.load();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * A client.
     *
     * @param base for example {@code http://127.0.0.1:8000}
     */
    public ContractClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Answer head(String path, String... headers) {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "content-type", "application/json");
    }

    /** Uploads a form to {@code /sessions/import}. */
    public Answer upload(Multipart form, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "content-type";
        all[1] = form.contentType();
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", "/sessions/import", BodyPublishers.ofByteArray(form.bytes()), all);
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = KnownAs.request(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            openApi.check(method, base.resolve(path).getPath(), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
