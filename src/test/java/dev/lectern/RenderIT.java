package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.DataFolderLook;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered video and the thumbnail through the whole service. */
class RenderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @TempDir
    private Path temp;

    @Test
    void aRecordingIsRenderedOnRequestAndTheRequestCanBeTakenBack() throws Exception {
        Path data = temp.resolve("data");
        try (RunningLectern lectern = RunningLectern.in(data).start()) {
            RunningLectern.Accepted accepted = lectern.upload(Clips.sample());
            String session = "/sessions/" + accepted.sessionId();
            lectern.awaitCompleted(accepted.jobId(), PATIENCE);

            HttpResponse<byte[]> thumbnail = lectern.send(
                    "GET", lectern.get(session).at("/session/thumbnailUrl").asText());
            assertThat(thumbnail.statusCode()).isEqualTo(200);
            assertThat(thumbnail.body()).startsWith(0xff, 0xd8).hasSizeGreaterThan(2_000);

            String cancelled = render(lectern, session);
            Eventually.becomes(PATIENCE, "decoder and encoder to run", () -> ffmpegs(lectern) == 2);
            assertThat(lectern.send("DELETE", "/jobs/" + cancelled).statusCode())
                    .isEqualTo(204);
            Eventually.becomes(TWO_SECONDS, "no ffmpeg to run", () -> ffmpegs(lectern) == 0);
            Eventually.becomes(PATIENCE, "nothing to be left over", () -> new DataFolderLook(data)
                    .work()
                    .isEmpty());
            assertThat(lectern.get(session).at("/session/status").asText()).isEqualTo("completed");
            assertThat(lectern.get(session).at("/media/heatmapVideoUrl").isNull())
                    .isTrue();

            lectern.awaitCompleted(render(lectern, session), PATIENCE);
            String url = lectern.get(session).at("/media/heatmapVideoUrl").asText();
            assertThat(url).isEqualTo(session + "/media/heatmap");
            HttpResponse<byte[]> video = lectern.send("GET", url);
            assertThat(video.headers().firstValue("content-type")).contains("video/mp4");
            assertThat(new String(video.body(), 4, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("ftyp");

            lectern.awaitCompleted(render(lectern, session), TWO_SECONDS.multipliedBy(5));
            assertThat(lectern.output()).as("it is not made twice").containsOnlyOnce("task=render attempt=1 finished");
        }
    }

    private static String render(RunningLectern lectern, String session) throws Exception {
        HttpResponse<byte[]> answer = lectern.send("POST", session + "/render");
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(201);
        return new ObjectMapper().readTree(body).get("jobId").asText();
    }

    private static long ffmpegs(RunningLectern lectern) {
        Stream<ProcessHandle> children = lectern.process().descendants();
        return children.filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
                .count();
    }
}
