package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportRefusalTest {

    private static final byte[] VIDEO = "these are the bytes of a video".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aFormWithoutARecordingIsRefused() throws Exception {
        Multipart[] forms = {
            new Multipart().metadata("{\"sessionName\":\"x\"}"),
            new Multipart().field("video", "not a file"),
            new Multipart().file("file", "a.mp4", VIDEO),
            new Multipart()
        };
        for (Multipart form : forms) {
            Answer answer = server.client().upload(form);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().getString("detail")).isEqualTo("The form must have a file named video");
        }
        assertNothingStored();
    }

    @Test
    void twoRecordingsInOneFormAreRefused() throws Exception {
        Answer answer = server.client().upload(Multipart.video(VIDEO).file("video", "b.mp4", VIDEO));
        assertThat(answer.status()).isEqualTo(422);
        assertNothingStored();
    }

    @Test
    void anEmptyFileNameIsRefused() throws Exception {
        for (byte[] content : new byte[][] {VIDEO, new byte[0], random(400_000, 4)}) {
            Answer answer = server.client().upload(new Multipart().file("video", "", content));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("message")).contains("file name");
        }
        assertNothingStored();
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Answer answer = server.client().upload(Multipart.video(new byte[0]));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("message")).isEqualTo("The file is empty");
        assertNothingStored();
    }

    @Test
    void aFileThatIsNoVideoIsRefusedWithTheSentenceOfTheCheck() throws Exception {
        server.check = Future.failedFuture(TaskFailure.permanent("This file is not a video."));
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().getString("message")).isEqualTo("This file is not a video.");
        assertNothingStored();
    }

    @Test
    void aCheckThatDoesNotWorkJustNowIsNotTheRecordingsFault() throws Exception {
        server.check = Future.failedFuture(TaskFailure.transientFault("ffprobe could not be started: /tmp/x", null));
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).doesNotContain("ffprobe").doesNotContain("/tmp");
        server.check = Future.failedFuture(new IllegalStateException("secret /path"));
        Answer bug = server.client().upload(Multipart.video(VIDEO));
        assertThat(bug.status()).isEqualTo(500);
        assertThat(bug.text()).doesNotContain("secret");
        assertNothingStored();
    }

    @Test
    void aRecordingOverTheLimitIsRefusedHoweverItIsSent() throws Exception {
        Multipart form = Multipart.video(new byte[(int) TestServer.MAX_UPLOAD + 1]);
        Answer declared = server.client().upload(form);
        assertThat(declared.status()).isEqualTo(413);
        Answer chunked = server.client()
                .send(
                        "POST",
                        "/sessions/import",
                        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(form.bytes())),
                        "content-type",
                        form.contentType());
        assertThat(chunked.status()).isEqualTo(413);
        assertNothingStored();
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedBeforeTheBodyIsSent() throws Exception {
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("POST /sessions/import HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: "
                    + Multipart.video(VIDEO).contentType() + "\r\nContent-Length: 99999999999\r\n\r\n");
            Answer answer = http.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        server.diskReserve = Long.MAX_VALUE / 2;
        server.restart();
        Answer answer = server.client().upload(Multipart.video(VIDEO));
        assertThat(answer.status()).isEqualTo(507);
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/mixed; boundary=x",
        "text/plain"
    })
    void whatIsNoFormIsRefused(String type) throws Exception {
        Answer answer =
                server.client().send("POST", "/sessions/import", BodyPublishers.ofString("{}"), "content-type", type);
        assertThat(answer.status()).isEqualTo(415);
        assertNothingStored();
    }

    @Test
    void aRequestWithoutABodyIsRefused() {
        assertThat(server.client().post("/sessions/import").status()).isEqualTo(415);
    }

    @Test
    void aFormThatEndsTooEarlyIsRefused() throws Exception {
        Multipart form = Multipart.video(VIDEO);
        byte[] half = form.unfinishedBytes();
        byte[][] bodies = {Arrays.copyOf(half, half.length - 10), Arrays.copyOf(half, 60), new byte[0], random(5000, 5)
        };
        for (byte[] body : bodies) {
            Answer answer = server.client()
                    .send(
                            "POST",
                            "/sessions/import",
                            BodyPublishers.ofByteArray(body),
                            "content-type",
                            form.contentType());
            assertThat(answer.status()).isIn(400, 413, 422);
        }
        assertNothingStored();
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
