package dev.lectern.testing.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed sample is what its README promises. */
class SampleFilesTest {
    private static final Path FOLDER = Path.of("docs/sample");

    @Test
    void theRecordingIsSmallAndStartsPlayingBeforeItIsWhollyLoaded() throws IOException {
        byte[] recording = Files.readAllBytes(FOLDER.resolve("lecture.mp4"));
        String text = new String(recording, StandardCharsets.ISO_8859_1);

        assertThat(recording).hasSizeLessThan(1_000_000);
        assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
        assertThat(text).contains("avcC", "mp4a");
    }

    @Test
    void theTruthHasOneEntryForEachPictureWithABoxInsideItExactlyWhenSheIsVisible() throws IOException {
        JsonNode truth = truth();

        assertThat(truth.get("track"))
                .hasSize((int) (Walk.SECONDS * truth.get("fps").asInt()));
        long expected = 0;
        for (JsonNode moment : truth.get("track")) {
            JsonNode box = moment.get("bbox");
            assertThat(moment.get("tMs").asLong()).isEqualTo(expected);
            assertThat(moment.get("visible").asBoolean()).isEqualTo(!box.isNull());
            if (!box.isNull()) {
                assertThat(box.get("x").asDouble()).isNotNegative();
                assertThat(box.get("x").asDouble() + box.get("w").asDouble()).isLessThan(1.00002);
                // Not below the bench.
                assertThat(box.get("y").asDouble() + box.get("h").asDouble())
                        .isLessThanOrEqualTo((double) (Furniture.BENCH + 1) / LectureRoom.HEIGHT);
            }
            expected += 40;
        }
    }

    @Test
    void theTruthFollowsTheScript() throws IOException {
        for (JsonNode moment : truth().get("track")) {
            JsonNode box = moment.get("bbox");
            if (moment.get("visibleFraction").asDouble() > .99) {
                double middle = box.get("x").asDouble() + box.get("w").asDouble() / 2;
                double scripted = Walk.at(moment.get("tMs").asLong() / 1000.0).x();
                assertThat(middle).isCloseTo(scripted, within(.02));
            }
        }
    }

    @Test
    void sheComesLateLeavesOnceForThreeToFourSecondsAndIsThereAtTheEnd() throws IOException {
        JsonNode gaps = truth().get("metrics").get("gapList");

        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0).get(0).asLong()).isZero();
        assertThat(gaps.get(1).get(1).asLong() - gaps.get(1).get(0).asLong()).isBetween(3_000L, 4_000L);
    }

    private static JsonNode truth() throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve("lecture.truth.json").toFile());
    }
}
