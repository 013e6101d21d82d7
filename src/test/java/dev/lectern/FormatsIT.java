package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.testing.Clips;
import dev.lectern.testing.PlayableMp4;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every usual container and codec through the whole service: it is tracked, and what is served plays in a browser. */
class FormatsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final String SMALL = "scale=320:180";

    /** Three seconds at five samples per second. */
    private static final int SAMPLES = 15;

    /** A phone held upright stores its pictures lying; this makes them so. */
    private static final String LYING_PORTRAIT = "crop=404:720,scale=180:320,transpose=";

    @TempDir
    private static Path temp;

    private static RunningLectern lectern;

    @BeforeAll
    static void start() throws Exception {
        lectern = RunningLectern.in(temp.resolve("data")).start();
    }

    @AfterAll
    static void stop() {
        lectern.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "h264.mp4,         -c:v libopenh264 -c:a aac -movflags +faststart",
        "index-behind.mp4, -c:v libopenh264 -c:a aac",
        "fragmented.mp4,   -c:v libopenh264 -c:a aac -movflags +frag_keyframe+empty_moov",
        "h264.mkv,         -c:v libopenh264 -c:a aac",
        "opus.mkv,         -c:v libopenh264 -c:a libopus -ar 48000",
        "h264.mov,         -c:v libopenh264 -c:a aac",
        "stream.ts,        -c:v libopenh264 -c:a aac",
        "mpeg4.avi,        -c:v mpeg4 -bf 2 -c:a libmp3lame",
        "prores-10bit.mov, -c:v prores_ks -pix_fmt yuv422p10le -c:a pcm_s16le",
        "program.mpg,      -c:v mpeg2video -c:a mp2",
        "mpeg2.ts,         -c:v mpeg2video -c:a mp2",
        "vp8.webm,         -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus -ar 48000",
        "no-duration.webm, -c:v libvpx -deadline realtime -cpu-used 8 -live 1 -c:a libopus -ar 48000",
        "vp9.webm,         -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus -ar 48000",
        "vp9-10bit.mkv,    -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p10le -c:a flac",
        "av1.mp4,          -c:v libsvtav1 -preset 12 -c:a aac",
        "av1.webm,         -c:v libsvtav1 -preset 12 -c:a libopus -ar 48000",
        "no-sound.mp4,     -c:v libopenh264 -an -movflags +faststart",
        "no-sound.webm,    -c:v libvpx -deadline realtime -cpu-used 8 -an",
    })
    void anyUsualFormatIsTrackedAndPlays(String name, String options) throws Exception {
        Path clip = Clips.lecture(temp.resolve(name), SMALL, options.split(" "));
        JsonNode data = tracked(clip);
        assertSize(data, WIDTH, HEIGHT);
        assertThat(data.at("/video/fps").asDouble()).isCloseTo(25, within(0.2));
        assertThat(data.get("frameDetections").size()).isCloseTo(SAMPLES, within(1));
    }

    @ParameterizedTest(name = "stored turned by {0} degrees")
    @CsvSource({"90, 1", "-90, 2"})
    void aPortraitFromAPhoneIsUpright(String rotation, int transposed) throws Exception {
        Path lying = Clips.lecture(
                temp.resolve("lying.mp4"), LYING_PORTRAIT + transposed, "-c:v", "libopenh264", "-c:a", "aac");
        JsonNode data = tracked(Clips.copy(
                lying,
                temp.resolve("turned" + rotation + ".mp4"),
                List.of("-display_rotation", rotation),
                "-movflags",
                "+faststart"));
        assertSize(data, HEIGHT, WIDTH);
    }

    @Test
    void oddSizesBecomeEven() throws Exception {
        JsonNode data = tracked(Clips.lecture(
                temp.resolve("odd.webm"), "scale=321:181", "-c:v", "libvpx", "-deadline", "realtime", "-an"));
        assertSize(data, 321, 181);
    }

    @Test
    void interlacedPicturesAreJoined() throws Exception {
        JsonNode data = tracked(Clips.lecture(
                temp.resolve("tape.mpg"),
                "scale=352:288,setfield=tff",
                "-c:v",
                "mpeg2video",
                "-flags",
                "+ildct+ilme",
                "-b:v",
                "2M",
                "-an"));
        assertThat(data.get("frameDetections").size()).isCloseTo(SAMPLES, within(1));
    }

    @Test
    void aVariableFrameRateKeepsItsTimes() throws Exception {
        // Of every ten pictures five in a row are missing.
        JsonNode data = tracked(Clips.lecture(
                temp.resolve("variable.mkv"),
                SMALL + ",select='not(between(mod(n,10),2,6))'",
                "-c:v",
                "mpeg4",
                "-fps_mode",
                "vfr",
                "-an"));
        JsonNode points = data.get("trackPoints");
        for (JsonNode point : points) {
            long picture = Math.round(point.get("tMs").asLong() / 40.0) % 10;
            assertThat(picture).as("a picture that is there: %s", point).isIn(0L, 1L, 7L, 8L, 9L);
        }
        assertThat(points.get(points.size() - 1).get("tMs").asLong()).isBetween(2600L, 3000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hevc_10bit.mp4", "h264_10bit.mp4", "h264_yuv444.mp4", "interlaced.mp4"})
    void whatTheBundledEncodersCannotMake(String name) throws Exception {
        Path clip = Shared.media("bad/" + name);
        assumeTrue(Files.exists(clip), "the recordings beside the project are there");
        tracked(clip);
    }

    private static void assertSize(JsonNode data, int width, int height) {
        assertThat(data.at("/video/width").asInt()).isEqualTo(width);
        assertThat(data.at("/video/height").asInt()).isEqualTo(height);
    }

    /** Uploads a recording with one person in every picture and answers its payload. */
    private static JsonNode tracked(Path clip) throws IOException, InterruptedException {
        RunningLectern.Accepted accepted = lectern.upload(clip);
        lectern.awaitCompleted(accepted.jobId(), PATIENCE);
        String session = "/sessions/" + accepted.sessionId();
        PlayableMp4.check(lectern.download(session + "/media/video", temp.resolve("served.mp4")));
        JsonNode data = lectern.get(session + "/results/instructor-tracking").get("data");
        assertThat(data.get("frameDetections")).hasSameSizeAs(data.get("trackPoints"));
        long before = -1;
        for (JsonNode point : data.get("trackPoints")) {
            assertThat(point.get("tMs").asLong()).isGreaterThan(before);
            before = point.get("tMs").asLong();
        }
        assertThat(data.at("/derivedMetrics/coverage").asDouble())
                .as("the person is found in %s", clip.getFileName())
                .isGreaterThan(0.8);
        return data;
    }
}
