package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lectern.job.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** One request to a server, whose refusals become failures with its own sentence. Blocks. */
final class ServerCall {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** The first worker waits for the cluster to start. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** The longest answer is a list of all workers that were ever let in. */
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    private static final int UPGRADE_REQUIRED = 426;

    private final Optional<String> bearer;
    private final HttpClient client;

    /**
     * A way to speak to a server.
     *
     * @param bearer shown to the server with each request
     * @param tls whom to believe over HTTPS; empty for whom every Java believes
     */
    ServerCall(Optional<String> bearer, Optional<SSLContext> tls) {
        this.bearer = bearer;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** What of an error (RFC 9457) is of use here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Problem(String detail) {}

    <T> T post(URI server, String path, Object body, Class<T> answer) throws EnrolFailure {
        HttpRequest.Builder request = request(server, path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        return send(server, request, answer);
    }

    <T> T get(URI server, String path, Class<T> answer) throws EnrolFailure {
        return send(server, request(server, path), answer);
    }

    <T> T delete(URI server, String path, Class<T> answer) throws EnrolFailure {
        return send(server, request(server, path).DELETE(), answer);
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/+$", "") + path))
                .timeout(ANSWER);
    }

    private <T> T send(URI server, HttpRequest.Builder request, Class<T> answer) throws EnrolFailure {
        bearer.ifPresent(shown -> request.header("authorization", "Bearer " + shown));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                boolean ofSomething = response.request().method().equals("DELETE");
                return read(server, response.statusCode(), in.readNBytes(MAX_ANSWER_BYTES), ofSomething, answer);
            }
        } catch (HttpTimeoutException e) {
            throw new EnrolFailure(EnrolFailure.Kind.AWAY, "The server at " + server + " does not answer in time.", e);
        } catch (SSLException e) {
            throw new EnrolFailure(
                    EnrolFailure.Kind.UNTRUSTED,
                    "What answers at " + server + " shows no certificate that is believed here (" + e.getMessage()
                            + "). Give the one of its authority, or its own, with --server-ca.",
                    e);
        } catch (IOException e) {
            throw new EnrolFailure(
                    EnrolFailure.Kind.AWAY,
                    "No server answers at " + server + ": is it running, and reachable from here?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnrolFailure(EnrolFailure.Kind.AWAY, "Nobody waited for the answer of " + server + ".", e);
        }
    }

    /** @param ofSomething whether what was asked for may not be there, so that this is no sign of a server of another kind */
    private static <T> T read(URI server, int status, byte[] body, boolean ofSomething, Class<T> answer)
            throws EnrolFailure {
        if (status == 200 || status == 201) {
            try {
                return Json.read(body, answer);
            } catch (UncheckedIOException e) {
                throw new EnrolFailure(
                        EnrolFailure.Kind.UNTRUSTED,
                        "What answers at " + server + " is not a Lectern server of a version that takes workers.",
                        e);
            }
        }
        throw new EnrolFailure(kind(status), sentence(server, status, body, ofSomething));
    }

    private static EnrolFailure.Kind kind(int status) {
        if (status == UPGRADE_REQUIRED) {
            return EnrolFailure.Kind.INCOMPATIBLE;
        }
        boolean later = status >= 500 || status == 408 || status == 429;
        return later ? EnrolFailure.Kind.AWAY : EnrolFailure.Kind.REFUSED;
    }

    private static String sentence(URI server, int status, byte[] body, boolean ofSomething) {
        if (status != 404 && status != 405 || status == 404 && ofSomething) {
            try {
                Problem problem = Json.read(body, Problem.class);
                if (problem.detail() != null && !problem.detail().isBlank()) {
                    return printable(problem.detail());
                }
            } catch (UncheckedIOException e) {
                // Not ours: something in between answered.
            }
        }
        return "There is no Lectern server that takes workers at " + server + " (HTTP status " + status + ").";
    }

    /** Without what could play with the terminal on which it is shown. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
