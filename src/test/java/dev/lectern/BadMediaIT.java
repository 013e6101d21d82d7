package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken and hostile files through the whole service, one after the other through the same one, which stays well. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadMediaIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path temp;

    private static RunningLectern lectern;
    private static DataFolderLook data;
    private static ServerSocket canary;
    private static RunningLectern.Accepted neighbour;
    private static RunningLectern.Accepted streamNeighbour;

    @BeforeAll
    static void start() throws Exception {
        canary = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        data = new DataFolderLook(temp.resolve("data"));
        // Few samples: what matters here is how it ends.
        lectern = RunningLectern.in(data.data()).with("LECTERN_SAMPLE_FPS", 1).start();
        neighbour = lectern.upload(Clips.playable(temp.resolve("neighbour.mp4")));
        streamNeighbour = lectern.upload(
                Clips.lecture(temp.resolve("neighbour.ts"), "scale=320:180", "-c:v", "libopenh264", "-c:a", "aac"));
        lectern.awaitCompleted(neighbour.jobId(), PATIENCE);
        lectern.awaitCompleted(streamNeighbour.jobId(), PATIENCE);
    }

    @AfterAll
    static void stop() throws IOException {
        lectern.close();
        canary.close();
    }

    static List<Shared.Bad> files() {
        return Shared.bad();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("files")
    void endsAsTheIndexSays(Shared.Bad bad) throws Exception {
        String outcome = outcome(armed(bad.file()));
        System.out.println(bad + ": " + outcome);
        switch (bad.expect()) {
            case "reject" -> assertThat(outcome).startsWith("refused");
            case "process" -> assertThat(outcome).startsWith("completed");
            default -> assertThat(outcome).matches("(?s)(refused|failed|completed).*");
        }
    }

    @Order(2)
    @Test
    void listsOfOtherFilesAreNotFollowed() throws Exception {
        for (RunningLectern.Accepted other : List.of(neighbour, streamNeighbour)) {
            String beside = "../sessions/" + other.sessionId() + "/raw.mp4";
            String absolute = stored(other).toString();
            for (String list : List.of(
                    "ffconcat version 1.0\nfile '" + beside + "'\n",
                    "ffconcat version 1.0\nfile '" + absolute + "'\n",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:3.0,\n" + beside + "\n#EXT-X-ENDLIST\n",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:3.0,\nfile://" + absolute + "\n#EXT-X-ENDLIST\n",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:3.0,\nhttp://127.0.0.1:" + canary.getLocalPort()
                            + "/a.ts\n#EXT-X-ENDLIST\n",
                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile://" + absolute + "\n")) {
                assertThat(outcome(Files.writeString(temp.resolve("list.mp4"), list)))
                        .as(list)
                        .startsWith("refused");
            }
        }
    }

    @Order(3)
    @Test
    void aNameIsOnlyAName() throws Exception {
        Path good = temp.resolve("neighbour.mp4");
        for (String name : names()) {
            for (String sent : new LinkedHashSet<>(List.of(name, asBrowsersSend(name)))) {
                HttpResponse<String> answer = lectern.tryUpload(good, "{}", sent);
                if (answer.statusCode() == 201) {
                    String session =
                            JSON.readTree(answer.body()).get("sessionId").asText();
                    assertThat(lectern.send("DELETE", "/sessions/" + session).statusCode())
                            .isEqualTo(204);
                } else {
                    assertThat(answer.statusCode()).as(name).isIn(400, 422);
                    sentence(answer);
                }
            }
        }
        assertThat(Path.of("pwned")).doesNotExist();
        assertThat(data.mentioning("pwned")).isEmpty();
        assertThat(data.mentioning("reboot")).isEmpty();
        assertThat(data.sessions()).allMatch(folder -> folder.matches("sess-[0-9a-f]+"));
    }

    @Order(4)
    @Test
    void afterAllOfThemItIsWell() throws Exception {
        assertThat(lectern.send("GET", "/health/ready").statusCode()).isEqualTo(200);
        lectern.awaitCompleted(lectern.upload(Clips.sample()).jobId(), PATIENCE);
        Eventually.becomes(
                PATIENCE,
                "nothing to be left over",
                () -> data.uploads().isEmpty() && data.work().isEmpty());
        canary.setSoTimeout(1);
        assertThat(connectionToCanary())
                .as("a connection that a file asked for")
                .isFalse();
    }

    /** Uploads a file and answers in one word and a sentence what became of it, having looked that nothing is left of it. */
    private static String outcome(Path file) throws Exception {
        Set<String> before = data.sessions();
        HttpResponse<String> answer = lectern.tryUpload(file, "{}");
        if (answer.statusCode() != 201) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(413, 415, 422);
            assertThat(data.sessions()).isEqualTo(before);
            assertThat(data.uploads()).isEmpty();
            noChildren();
            return "refused: " + sentence(answer);
        }
        JsonNode ids = JSON.readTree(answer.body());
        JsonNode job = lectern.awaitEnd(ids.get("jobId").asText(), PATIENCE);
        String session = "/sessions/" + ids.get("sessionId").asText();
        noChildren();
        assertThat(lectern.send("GET", "/health/ready").statusCode()).isEqualTo(200);
        if (job.get("status").asText().equals("failed")) {
            return "failed: " + sentence(job.get("error").asText());
        }
        JsonNode result = lectern.get(session + "/results/instructor-tracking").at("/data/trackPoints");
        assertThat(result).isNotEmpty();
        assertThat(lectern.send("HEAD", session + "/media/video").statusCode()).isEqualTo(200);
        return "completed: " + result.size() + " samples";
    }

    private static void noChildren() {
        Eventually.becomes(Duration.ofSeconds(10), "ffmpeg and ffprobe to be gone", () -> lectern.process()
                .descendants()
                .noneMatch(child -> child.info().command().orElse("").contains("ffmpeg")
                        || child.info().command().orElse("").contains("ffprobe")));
    }

    private static String sentence(HttpResponse<String> answer) throws IOException {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("message")).isEqualTo(body.get("detail"));
        return sentence(body.get("detail").asText());
    }

    /** Something a teacher can read: neither a path nor what ffmpeg says. */
    private static String sentence(String text) {
        assertThat(text)
                .matches("[A-Z].{10,}")
                .doesNotContain("/", "\\", "0x", "ffmpeg", "ffprobe", "moov", "Invalid data", "Exception", "exit code");
        return text;
    }

    /** The file with what stands for other recordings and addresses put in; itself if there is nothing of the kind. */
    private static Path armed(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 4096) {
            return file;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String put = text.replace("@NEIGHBOUR@", stored(neighbour).toString())
                .replace("@NEIGHBOUR_TS@", stored(streamNeighbour).toString())
                .replace(":18999", ":" + canary.getLocalPort());
        return put.equals(text)
                ? file
                : Files.write(temp.resolve("armed.mp4"), put.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Path stored(RunningLectern.Accepted accepted) {
        return data.data().resolve("sessions").resolve(accepted.sessionId()).resolve("raw.mp4");
    }

    private static boolean connectionToCanary() throws IOException {
        try {
            canary.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static List<String> names() throws IOException {
        Path index = Shared.media("bad/index.json");
        assumeTrue(Files.exists(index), "the recordings beside the project are there");
        return JSON.readerForListOf(String.class)
                .readValue(JSON.readTree(index.toFile()).at("/names/list"));
    }

    private static String asBrowsersSend(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
