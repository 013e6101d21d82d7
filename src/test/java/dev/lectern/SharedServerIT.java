package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.HalfUpload;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RunningLectern;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits and exports of the service as it is handed out, with several people who all come from one address. */
class SharedServerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path temp;

    /** Somebody with what is shown for them; nobody without. */
    private record Person(URI base, List<String> headers) {

        HttpResponse<byte[]> send(String method, String path, byte[] body, String... more)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            List<String> all = new ArrayList<>(headers);
            all.addAll(List.of(more));
            if (!all.isEmpty()) {
                request.headers(all.toArray(String[]::new));
            }
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        }

        JsonObject json(String method, String path, JsonObject body) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer =
                    send(method, path, body == null ? null : body.encode().getBytes());
            assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
            return answer.body().length == 0 ? new JsonObject() : new JsonObject(new String(answer.body()));
        }

        int get(String path) throws IOException, InterruptedException {
            return send("GET", path, null).statusCode();
        }

        HttpResponse<byte[]> upload(Path recording) throws IOException, InterruptedException {
            Multipart form = Multipart.video(Files.readAllBytes(recording));
            return send("POST", "/sessions/import", form.bytes(), "content-type", form.contentType());
        }

        String headerLines() {
            return headers.get(0) + ": " + headers.get(1) + "\r\n";
        }
    }

    private RunningLectern.Setup setup(String folder) throws IOException {
        return RunningLectern.in(temp.resolve(folder))
                .with("LECTERN_ADMIN_PASSWORD_FILE", Files.writeString(temp.resolve("password"), PASSWORD));
    }

    private static Person nobody(RunningLectern lectern) {
        return new Person(lectern.base(), List.of());
    }

    private static Person logIn(RunningLectern lectern, String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = nobody(lectern)
                .send(
                        "POST",
                        "/login",
                        new JsonObject()
                                .put("name", name)
                                .put("password", PASSWORD)
                                .encode()
                                .getBytes());
        assertThat(answer.statusCode()).isEqualTo(200);
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        return new Person(lectern.base(), List.of("cookie", cookie));
    }

    private static Person token(Person of, String scope) throws IOException, InterruptedException {
        JsonObject made =
                of.json("POST", "/tokens", new JsonObject().put("name", scope).put("scope", scope));
        return new Person(of.base(), List.of("authorization", "Bearer " + made.getString("token")));
    }

    private static Person user(RunningLectern lectern, Person admin, String name, String role)
            throws IOException, InterruptedException {
        admin.json(
                "POST",
                "/users",
                new JsonObject().put("name", name).put("password", PASSWORD).put("role", role));
        return logIn(lectern, name);
    }

    @Test
    void whoTakesMuchTakesItFromNobodyElseOfTheSameAddress() throws Exception {
        Path clip = Clips.playable(temp.resolve("clip.mp4"));
        try (RunningLectern lectern = setup("limits")
                .with("LECTERN_WORKERS", 0)
                .with("LECTERN_IMPORTS_PER_MINUTE", 3)
                .with("LECTERN_UPLOADS_PER_CLIENT", 1)
                .with("LECTERN_STREAMS_PER_CLIENT", 1)
                .start()) {
            Person admin = logIn(lectern, "admin");
            Person ann = user(lectern, admin, "ann", "editor");
            Person bob = user(lectern, admin, "bob", "editor");
            Person annsScript = token(ann, "write");

            try (HalfUpload half = HalfUpload.begin(lectern.base(), clip, ann.headerLines())) {
                Eventually.becomes(PATIENCE, "the upload to be under way", () -> uploads() == 1);
                HttpResponse<byte[]> second = annsScript.upload(clip);
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(new String(second.body())).contains("wait until one of them is here");
                assertThat(bob.upload(clip).statusCode()).isEqualTo(201);
                assertThat(half.finish().status()).isEqualTo(201);
            }
            assertThat(annsScript.upload(clip).statusCode()).isEqualTo(201);
            assertThat(ann.upload(clip).statusCode()).isEqualTo(201);
            HttpResponse<byte[]> fourth = annsScript.upload(clip);
            assertThat(fourth.statusCode()).as("the fourth within a minute").isEqualTo(429);
            assertThat(fourth.headers().firstValue("retry-after")).isPresent();
            assertThat(bob.upload(clip).statusCode()).isEqualTo(201);
            assertThat(sessions(ann)).hasSize(3);
            assertThat(sessions(bob)).hasSize(2);
            assertThat(sessions(admin)).hasSize(5);

            try (InputStream anns = listen(ann);
                    InputStream bobs = listen(bob)) {
                assertThat(anns.read()).as("the first of a stream").isPositive();
                assertThat(bobs.read()).isPositive();
                assertThat(annsScript.get("/events")).isEqualTo(429);
            }
        }
    }

    @Test
    void theReserveOnTheDiskIsEverybodysAndWhoIsRefusedOwnsNothing() throws Exception {
        Path clip = Clips.playable(temp.resolve("clip.mp4"));
        try (RunningLectern lectern = setup("reserve")
                .with("LECTERN_WORKERS", 0)
                .with("LECTERN_DISK_RESERVE", "100000 TB")
                .start()) {
            Person admin = logIn(lectern, "admin");
            Person ann = user(lectern, admin, "ann", "editor");
            Person viewer = user(lectern, admin, "vic", "viewer");
            for (Person person : List.of(admin, ann)) {
                HttpResponse<byte[]> refused = person.upload(clip);
                assertThat(refused.statusCode()).isEqualTo(507);
                assertThat(new String(refused.body())).contains("disk");
                assertThat(sessions(person)).isEmpty();
            }
            assertThat(viewer.upload(clip).statusCode())
                    .as("who may not upload is not told how the disk is")
                    .isEqualTo(403);
            assertThat(nobody(lectern).upload(clip).statusCode()).isEqualTo(401);
            assertThat(uploads()).isZero();
        }
    }

    @Test
    void anExportIsForWhoMaySeeTheSessionAndSaysNothingOfAnybodyElse() throws Exception {
        Path clip = Clips.playable(temp.resolve("clip.mp4"));
        try (RunningLectern lectern = setup("export").with("LECTERN_WORKERS", 1).start()) {
            Person admin = logIn(lectern, "admin");
            Person ann = user(lectern, admin, "ann", "editor");
            Person bob = user(lectern, admin, "bob", "editor");
            Person vic = user(lectern, admin, "vic", "viewer");
            JsonObject mine = new JsonObject(new String(ann.upload(clip).body()));
            JsonObject bobs = new JsonObject(new String(bob.upload(clip).body()));
            String path = "/sessions/" + mine.getString("sessionId");
            ann.json("PUT", path + "/access/vic", new JsonObject().put("level", "read"));
            JsonObject link = ann.json("POST", path + "/links", new JsonObject());
            lectern.awaitCompleted(mine.getString("jobId"), PATIENCE);
            lectern.awaitCompleted(bobs.getString("jobId"), PATIENCE);
            Person guest = follow(lectern, link.getString("path"));

            assertThat(guest.get(path)).as("a guest sees the session").isEqualTo(200);
            assertThat(guest.get(path + "/export"))
                    .as("and not all that is kept of it")
                    .isEqualTo(401);
            assertThat(nobody(lectern).get(path + "/export")).isEqualTo(401);
            assertThat(bob.get(path + "/export"))
                    .as("for a stranger there is none")
                    .isEqualTo(404);
            assertThat(bob.get("/sessions/sess-00000000/export")).isEqualTo(404);

            Map<String, String> owners = export(ann, path);
            assertThat(owners.keySet())
                    .contains("session.json", "jobs.json", "corrections.json")
                    .anyMatch(name -> name.startsWith("results/"))
                    .anyMatch(name -> name.startsWith("files/"));
            for (Person person : List.of(vic, token(vic, "read"), token(ann, "read"), admin)) {
                assertThat(export(person, path)).isEqualTo(owners);
            }
            String all = String.join("\n", owners.values());
            assertThat(all)
                    .contains(mine.getString("sessionId"))
                    .doesNotContain(
                            bobs.getString("sessionId"),
                            bobs.getString("jobId"),
                            link.getString("id"),
                            link.getString("path"),
                            "\"vic\"",
                            "argon2id");

            ann.json("DELETE", path + "/access/vic", null);
            assertThat(vic.get(path + "/export")).isEqualTo(404);
            assertThat(ann.json("GET", "/me", null).getJsonArray("may")).isEqualTo(new JsonArray().add("import"));
        }
    }

    /** A stream that is open, as somebody and nobody else. */
    private static InputStream listen(Person person) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(
                HttpRequest.newBuilder(person.base().resolve("/events"))
                        .headers(person.headers().toArray(String[]::new))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Person follow(RunningLectern lectern, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = nobody(lectern).send("GET", path, null);
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        return new Person(lectern.base(), List.of("cookie", cookie));
    }

    private static JsonArray sessions(Person person) throws IOException, InterruptedException {
        return new JsonArray(new String(person.send("GET", "/sessions", null).body()));
    }

    private long uploads() {
        return FileTree.of(temp).stream()
                .filter(file -> file.getParent().endsWith("uploads"))
                .count();
    }

    /** Names and contents; bytes that are no text as they come. */
    private static Map<String, String> export(Person person, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = person.send("GET", path + "/export", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }
}
