package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.testing.RawHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoTest {

    private static final int SIZE = 300_000;
    private static final byte[] VIDEO = new byte[SIZE];

    static {
        new Random(1).nextBytes(VIDEO);
    }

    @RegisterExtension
    private final TestServer server = new TestServer();

    private Job job;
    private String path;

    @BeforeEach
    void aRecording() throws IOException {
        job = server.aSession("Physics", VIDEO);
        path = "/sessions/" + job.sessionId() + "/media/video";
        Files.setLastModifiedTime(
                server.data().session(job.sessionId()).recording(),
                FileTime.from(Instant.parse("2026-11-02T08:05:09.500Z")));
    }

    @Test
    void theWholeVideoIsSent() {
        Answer answer = server.client().get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(VIDEO);
        assertThat(answer.header("content-type")).isEqualTo("video/mp4");
        assertThat(answer.header("accept-ranges")).isEqualTo("bytes");
        assertThat(answer.header("content-disposition")).isEqualTo("inline");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("last-modified")).isEqualTo("Mon, 02 Nov 2026 08:05:09 GMT");
        assertThat(answer.header("etag")).startsWith("\"").endsWith("\"");
        assertThat(answer.header("content-range")).isNull();
        assertThat(answer.header("content-encoding")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=1000-1999, 1000, 1999",
        "bytes=299990-, 299990, 299999",
        "bytes=-500, 299500, 299999",
        "bytes=-999999, 0, 299999",
        "bytes=299999-400000, 299999, 299999",
        "bytes=0-, 0, 299999"
    })
    void aRangeIsSent(String range, int first, int last) {
        Answer answer = server.client().get(path, "range", range, "accept-encoding", "gzip");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("content-range")).isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
        assertThat(answer.header("content-length")).isEqualTo(Integer.toString(last - first + 1));
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(VIDEO, first, last + 1));
        assertThat(answer.header("content-encoding")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"bytes=300000-", "bytes=300000-300001", "bytes=-0"})
    void aRangeBeyondTheEndIsRefused(String range) {
        Answer answer = server.client().get(path, "range", range);
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("content-range")).isEqualTo("bytes */" + SIZE);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bytes=0-1,5-6", "bytes=5-3", "items=0-5", "bytes=a-b"})
    void whatIsNoSingleRangeGetsTheWholeVideo(String range) {
        assertThat(server.client().get(path, "range", range).status()).isEqualTo(200);
    }

    @Test
    void aRangeOfAnOlderVersionGetsTheWholeVideo() {
        Answer now = server.client().get(path);
        for (String current : new String[] {now.header("etag"), now.header("last-modified")}) {
            assertThat(server.client()
                            .get(path, "range", "bytes=0-9", "if-range", current)
                            .status())
                    .isEqualTo(206);
        }
        for (String old : new String[] {"\"old\"", "W/" + now.header("etag"), "Sun, 01 Nov 2026 08:05:09 GMT", "x"}) {
            assertThat(server.client()
                            .get(path, "range", "bytes=0-9", "if-range", old)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aVideoThatTheClientHasIsNotSentAgain() {
        Answer now = server.client().get(path);
        String[][] same = {
            {"if-none-match", now.header("etag")},
            {"if-none-match", "\"x\", " + now.header("etag")},
            {"if-none-match", "*"},
            {"if-modified-since", now.header("last-modified")},
            {"if-modified-since", "Tue, 03 Nov 2026 00:00:00 GMT"},
            {"if-none-match", now.header("etag"), "range", "bytes=0-9"}
        };
        for (String[] headers : same) {
            Answer answer = server.client().get(path, headers);
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("etag")).isEqualTo(now.header("etag"));
        }
        String[][] different = {
            {"if-none-match", "\"other\""},
            {"if-modified-since", "Sun, 01 Nov 2026 00:00:00 GMT"},
            {"if-modified-since", "nonsense"},
            {"if-none-match", "\"other\"", "if-modified-since", now.header("last-modified")}
        };
        for (String[] headers : different) {
            assertThat(server.client().get(path, headers).status()).isEqualTo(200);
        }
    }

    @Test
    void headSaysWhatGetWouldSend() throws IOException {
        Answer answer = server.client().head(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo(Integer.toString(SIZE));
        assertThat(answer.header("accept-ranges")).isEqualTo("bytes");
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send("HEAD " + path
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(http.answerWithoutBody().status()).isEqualTo(200);
            assertThat(http.answer().json().getString("status")).isEqualTo("up");
        }
    }

    @Test
    void theVersionForBrowsersIsSentOnceThereIsOne() throws IOException {
        String before = server.client().get(path).header("etag");
        byte[] playable = {9, 8, 7};
        Files.write(server.data().session(job.sessionId()).playable(), playable);
        Answer after = server.client().get(path);
        assertThat(after.body()).isEqualTo(playable);
        assertThat(after.header("etag")).isNotEqualTo(before);
    }

    @Test
    void aMissingFileIsNotFound() throws IOException {
        Files.delete(server.data().session(job.sessionId()).recording());
        Answer answer = server.client().get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).isEqualTo("Video not found");
    }
}
