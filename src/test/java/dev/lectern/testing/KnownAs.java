package dev.lectern.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What test clients show to servers that have accounts; nothing to all others. */
public final class KnownAs {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private KnownAs() {}

    /** A request to a server, with what is known there. */
    public static HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        String token = TOKENS.get(uri.getAuthority());
        return token == null ? request : request.header("authorization", "Bearer " + token);
    }

    /** The same as a line of a request's head; empty where nothing is to be shown. */
    public static String header(URI base) {
        String token = TOKENS.get(base.getAuthority());
        return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    /** Logs in, and has a token made that all later requests of this JVM show. */
    public static void logIn(URI base, String name, String password) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String cookie = client.send(
                        HttpRequest.newBuilder(base.resolve("/login"))
                                .POST(BodyPublishers.ofString(new JsonObject()
                                        .put("name", name)
                                        .put("password", password)
                                        .encode()))
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("set-cookie")
                .orElseThrow(() -> new AssertionError("not logged in at " + base))
                .split(";")[0];
        String made = client.send(
                        HttpRequest.newBuilder(base.resolve("/tokens"))
                                .header("cookie", cookie)
                                .POST(BodyPublishers.ofString("{\"name\":\"test\",\"scope\":\"admin\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        TOKENS.put(base.getAuthority(), new JsonObject(made).getString("token"));
    }
}
