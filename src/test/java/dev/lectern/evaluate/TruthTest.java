package dev.lectern.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    private static final Path SAMPLE = Path.of("docs", "sample", "lecture.truth.json");

    @TempDir
    private Path folder;

    @Test
    void whatIsComputedFromItsPicturesIsWhatTheSampleSaysOfItself() throws Exception {
        Truth truth = Truth.read(SAMPLE);
        JsonNode metrics = new ObjectMapper().readTree(SAMPLE.toFile()).get("metrics");
        assertThat(truth.coverage()).isCloseTo(metrics.get("fractionVisible").asDouble(), within(1e-5));
        assertThat(Gaps.of(truth).longestMs())
                .isEqualTo(metrics.get("longestGapMs").asLong());
        assertThat(truth.gaps()).hasSize(metrics.get("gaps").asInt());
        List<TrackedSample> fiveASecond = IntStream.range(0, 135)
                .mapToObj(i -> new TrackedSample(200L * i, null, 0.5, 0.5, Quality.LOST))
                .toList();
        assertThat(Way.ofTruth(truth, fiveASecond, true))
                .isCloseTo(metrics.get("pathLengthBoxCentre1Hz").asDouble(), within(1e-3));
        assertThat(Way.ofTruth(truth, fiveASecond, false))
                .isCloseTo(metrics.get("pathLengthBoxCentre5Hz").asDouble(), within(1e-3));
    }

    @Test
    void thePictureAtATimeIsTheNearest() throws Exception {
        Truth truth = Truth.read(SAMPLE);
        assertThat(truth.at(0).tMs()).isZero();
        assertThat(truth.at(59).tMs()).isEqualTo(40);
        assertThat(truth.at(61).tMs()).isEqualTo(80);
        assertThat(truth.at(99_999).tMs()).isEqualTo(26_960);
    }

    @Test
    void othersAreNamedAndWhoeverNeverMovesIsInEveryPicture() throws Exception {
        Truth truth = Truth.read(file("""
                        {"file":"clip.mp4","width":200,"height":100,
                         "staticAudience":[{"x":0.1,"y":0.5,"w":0.1,"h":0.5}],
                         "track":[{"tMs":0,"bbox":null,"others":[{"id":"ann","bbox":{"x":0.5,"y":0.2,"w":0.1,"h":0.4}}]},
                                  {"tMs":40,"bbox":null,"others":[{"id":"ann","bbox":null}]}]}"""));
        assertThat(truth.recording()).isEqualTo(folder.toAbsolutePath().resolve("clip.mp4"));
        assertThat(truth.pictures().get(0).others()).containsOnlyKeys("ann", "audience-1");
        assertThat(truth.pictures().get(1).others()).containsOnlyKeys("audience-1");
        assertThat(truth.others()).containsExactly("ann", "audience-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"file\":               | is not JSON (line 1)",
                "[1]                      | is not a JSON object",
                "{\"file\":\"a.mp4\"}     | has no list \"track\"",
                "{\"file\":\"a.mp4\",\"width\":2,\"height\":2,\"track\":[{\"bbox\":null}]}"
                        + " | has no time \"tMs\", later than the one before, in entry 1",
                "{\"file\":\"a.mp4\",\"width\":2,\"height\":2,\"track\":[{\"tMs\":5,\"bbox\":null},{\"tMs\":5,\"bbox\":null}]}"
                        + " | has no time \"tMs\", later than the one before, in entry 2",
                "{\"file\":\"a.mp4\",\"width\":2,\"height\":2,\"track\":[{\"tMs\":0}]} | has no \"bbox\", not even null, in entry 1",
                "{\"file\":\"a.mp4\",\"width\":2,\"height\":2,\"track\":[{\"tMs\":0,\"bbox\":{\"x\":100,\"y\":20,\"w\":30,\"h\":40}}]}"
                        + " | has a box that is not x, y, w, h in fractions of the picture in entry 1",
                "{\"width\":2,\"height\":2,\"track\":[{\"tMs\":0,\"bbox\":null}]} | does not name its recording",
                "{\"file\":\"a.mp4\",\"height\":2,\"track\":[{\"tMs\":0,\"bbox\":null}]} | does not say the \"width\"",
            })
    void whatCannotBeUsedIsToldInASentence(String json, String sentence) throws IOException {
        Path file = file(json);
        assertThatThrownBy(() -> Truth.read(file))
                .isInstanceOf(InvalidTruth.class)
                .hasMessageContaining(sentence)
                .hasMessageStartingWith("The truth file " + file)
                .hasMessageEndingWith(".");
    }

    @Test
    void aFileThatIsNotThereIsToldAsWell() {
        assertThatThrownBy(() -> Truth.read(folder.resolve("missing.json")))
                .isInstanceOf(InvalidTruth.class)
                .hasMessageContaining("missing.json");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("clip.gt.json"), json);
    }
}
