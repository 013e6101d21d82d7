package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportMetadataTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void theFormOfTheDashboardNamesTheSessionAndItsMetadataIsKept() {
        String metadata = "{\"sessionName\":\"Optik – 第一课\",\"courseCode\":\"\",\"sessionDate\":\"2026-11-22\"}";
        Answer before =
                server.client().upload(new Multipart().metadata(metadata).file("video", "a.mp4", VIDEO));
        Answer after = server.client().upload(Multipart.video(VIDEO).metadata(metadata));

        for (Answer answer : new Answer[] {before, after}) {
            JsonObject session = session(answer);
            assertThat(session.getString("name")).isEqualTo("Optik – 第一课");
            assertThat(session.getJsonObject("metadata")).isEqualTo(new JsonObject(metadata));
            assertThat(session.getString("sessionDate")).isEqualTo("2026-11-22");
            assertThat(session.getString("courseCode")).isNull();
        }
    }

    @Test
    void metadataMayBeSentAsJsonOrAsAFile() {
        String metadata = "{\"sessionName\":\"Physics\"}";
        Answer asJson = server.client()
                .upload(Multipart.video(VIDEO)
                        .part(
                                "Content-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json",
                                metadata.getBytes(StandardCharsets.UTF_8)));
        Answer asFile = server.client()
                .upload(Multipart.video(VIDEO)
                        .file("metadata", "metadata.json", metadata.getBytes(StandardCharsets.UTF_8)));
        assertThat(session(asJson).getString("name")).isEqualTo("Physics");
        assertThat(session(asFile).getString("name")).isEqualTo("Physics");
    }

    @Test
    void theLineOfTheOldReadmeNamesTheSession(@TempDir Path folder) throws Exception {
        Path video = Files.write(folder.resolve("video.mp4"), VIDEO);
        Path out = folder.resolve("out.json");
        Process curl = new ProcessBuilder(
                        "curl",
                        "-s",
                        "-o",
                        out.toString(),
                        "-X",
                        "POST",
                        server.client().base() + "/sessions/import",
                        "-F",
                        "video=@" + video,
                        "-F",
                        "metadata={\\\"sessionName\\\":\\\"Test Session\\\"};type=application/json")
                .start();
        assertThat(curl.waitFor()).isZero();
        JsonObject answer = new JsonObject(Files.readString(out));
        JsonObject session = server.client()
                .get("/sessions/" + answer.getString("sessionId"))
                .json()
                .getJsonObject("session");
        assertThat(session.getString("name")).isEqualTo("Test Session");
        assertThat(session.getJsonObject("metadata")).isEqualTo(new JsonObject().put("sessionName", "Test Session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"sessionName\":",
                "[1,2]",
                "\"text\"",
                "7",
                "null",
                "{\"sessionName\":7}",
                "{\\\"sessionName\\\":\\\"Test}",
                "{\"a\":1} trailing"
            })
    void badMetadataIsRefusedAndStoresNothing(String metadata) throws Exception {
        for (Multipart form : new Multipart[] {
            Multipart.video(VIDEO).metadata(metadata),
            new Multipart().metadata(metadata).file("video", "a.mp4", random(300_000, 2))
        }) {
            Answer answer = server.client().upload(form);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().getString("message")).contains("metadata");
        }
        assertNothingStored();
    }

    @Test
    void metadataThatIsNestedTooDeeplyIsRefused() throws Exception {
        for (int depth : new int[] {40, 900, 5000}) {
            String nested = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            assertThat(server.client()
                            .upload(Multipart.video(VIDEO).metadata(nested))
                            .status())
                    .isEqualTo(422);
        }
        assertNothingStored();
    }

    @Test
    void metadataAndOtherFieldsAreBounded() throws Exception {
        String large = "{\"sessionName\":\"" + "x".repeat(70_000) + "\"}";
        Multipart manyFields = new Multipart();
        for (int i = 0; i < 100; i++) {
            manyFields.field("field" + i, "x");
        }
        Multipart[] forms = {
            Multipart.video(VIDEO).metadata(large),
            new Multipart().metadata(large).file("video", "a.mp4", VIDEO),
            Multipart.video(VIDEO).file("metadata", "m.json", large.getBytes(StandardCharsets.UTF_8)),
            Multipart.video(VIDEO).file("other", "o.bin", random(200_000, 3)),
            manyFields.file("video", "a.mp4", VIDEO)
        };
        for (Multipart form : forms) {
            assertThat(server.client().upload(form).status()).isEqualTo(413);
        }
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sessionName\":\"\"}|",
                "{\"sessionName\":\"  \"}|",
                "{\"sessionName\":null}|",
                "{}|",
                "{\"sessionName\":\"2026-11-22\"}|2026-11-22",
                "{\"sessionName\":\"12\"}|12",
                "{\"sessionName\":\"a \\\"b\\\" c\"}|a \"b\" c",
                "{\"sessionName\":\"a\\u0000b\"}|ab",
                "{\"sessionName\":\" <b>&amp; \"}|<b>&amp;"
            })
    void aNameIsTakenAsItIsGiven(String metadata, String name) {
        assertThat(session(server.client().upload(Multipart.video(VIDEO).metadata(metadata)))
                        .getString("name"))
                .isEqualTo(name);
    }

    @Test
    void otherSmallFieldsAreIgnored() {
        Answer answer = server.client()
                .upload(new Multipart()
                        .field("token", "abc")
                        .file("video", "a.mp4", VIDEO)
                        .file("slides", "s.pdf", VIDEO));
        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil.mp4",
                "/etc/passwd",
                "..",
                "--help.mp4",
                "$(touch pwned).mp4",
                "%s%n.mp4",
                ";reboot;.mp4",
                "concat:x|y.mp4",
                "film.mp4.exe",
                "quo'te\\\".mp4",
                "ünïcødé 講義.mp4"
            })
    void namesFromTheClientNeverBecomePaths(String name) throws Exception {
        Answer answer = server.client().upload(new Multipart().file("video", name, VIDEO));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(server.leftOnDisk())
                .hasSize(2)
                .allMatch(path -> path.matches("sessions/sess-[0-9a-f]+(/raw\\.mp4)?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"new\nline.mp4", "carriage\r\nX: y.mp4", "a\u0000b.mp4", "quo\"te.mp4"})
    void aNameThatBreaksItsHeaderDoesNoHarm(String name) throws Exception {
        Answer answer = server.client().upload(new Multipart().file("video", name, VIDEO));
        assertThat(answer.status()).isIn(201, 400, 422);
        assertThat(server.leftOnDisk()).allMatch(path -> path.matches("sessions/sess-[0-9a-f]+(/raw\\.mp4)?"));
    }

    @Test
    void metadataMayBeAsLargeAsTheLimit() {
        String metadata = "{\"sessionName\":\"Physics\",\"notes\":\"" + "x".repeat(65_000) + "\"}";
        assertThat(session(server.client().upload(Multipart.video(VIDEO).metadata(metadata)))
                        .getJsonObject("metadata")
                        .getString("notes"))
                .hasSize(65_000);
    }

    @Test
    void aVeryLongNameIsNoMatter() {
        Multipart form = new Multipart().file("video", "x".repeat(3000) + ".mp4", VIDEO);
        assertThat(server.client().upload(form).status()).isEqualTo(201);
    }

    private JsonObject session(Answer upload) {
        assertThat(upload.status()).isEqualTo(201);
        return server.client()
                .get("/sessions/" + upload.json().getString("sessionId"))
                .json()
                .getJsonObject("session");
    }

    private void assertNothingStored() throws IOException {
        assertThat(server.leftOnDisk()).isEmpty();
        assertThat(server.client().get("/sessions").array()).isEqualTo(new JsonArray());
        assertThat(server.client().get("/jobs").array()).isEqualTo(new JsonArray());
        assertThat(server.added).isEmpty();
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
