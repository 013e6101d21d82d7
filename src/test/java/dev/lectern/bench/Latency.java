package dev.lectern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * How long answers take, one request after the other on one connection, from sending it until the last byte is there.
 *
 * @param p50 milliseconds that half of them took at most
 * @param p99 milliseconds that 99 of a hundred took at most
 * @param bytes of the largest answer, as it was sent
 */
record Latency(double p50, double p99, long bytes) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Asks so many times, after some that do not count.
     *
     * @param path what to ask for the n-th time
     */
    static Latency of(URI base, int times, IntFunction<String> path) throws IOException, InterruptedException {
        double[] millis = new double[times];
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        int warmUp = warmUp(times);
        for (int i = -warmUp; i < times; i++) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path.apply(i + warmUp)))
                    .header("Accept-Encoding", "gzip")
                    .build();
            long begun = System.nanoTime();
            HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            long length = 0;
            try (InputStream body = answer.body()) {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    length += read;
                }
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + ": " + answer.statusCode());
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
                bytes = Math.max(bytes, length);
            }
        }
        Arrays.sort(millis);
        return new Latency(millis[times / 2], millis[(int) Math.ceil(times * 0.99) - 1], bytes);
    }

    /** How many requests come before so many, and do not count. */
    static int warmUp(int times) {
        return times / 4;
    }

    /** The header that names the next page; null if there is none. */
    static String next(URI base, String path) throws IOException, InterruptedException {
        HttpResponse<Void> answer =
                CLIENT.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.discarding());
        return answer.headers()
                .firstValue("link")
                .map(link -> link.substring(1, link.indexOf('>')))
                .orElse(null);
    }
}
