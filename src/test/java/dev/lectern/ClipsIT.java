package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.evaluate.InstructorFigures;
import dev.lectern.evaluate.Truth;
import dev.lectern.testing.Clips;
import dev.lectern.testing.PayloadSamples;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings with known truth through the whole service: the right person, the same bytes however they are processed. */
class ClipsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

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

    @Test
    void theSampleIsFollowed() throws Exception {
        followed(Clips.sample(), Path.of("docs", "sample", "lecture.truth.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev1_walk_stand_reenter",
                "dev2_pupils_in_front",
                "dev3_desk_passerby_vfr",
                "dev4_portrait_rotated"
            })
    void theInstructorIsFollowed(String name) throws Exception {
        Path clip = Shared.media("clips/" + name + ".mp4");
        assumeTrue(Files.exists(clip), "the recordings beside the project are there");
        followed(clip, Shared.media("clips/" + name + ".gt.json"));
    }

    @Test
    void theResultIsTheSameFromTheServiceAndFromTheCommandLineForEverySegmentLength() throws Exception {
        List<Path> clips = new ArrayList<>(List.of(Clips.toTranscode(temp, 15)));
        for (String name : List.of("clips/dev3_desk_passerby_vfr.mp4", "clips/dev4_portrait_rotated.mp4")) {
            if (Files.exists(Shared.media(name))) {
                clips.add(Shared.media(name));
            }
        }
        for (Path clip : clips) {
            // The service cuts at 60 s.
            byte[] served = result(clip);
            for (String seconds : List.of("10", "3600")) {
                assertThat(process(clip, "--segment-seconds", seconds))
                        .as("%s in segments of %s s", clip, seconds)
                        .isEqualTo(served);
            }
            assertThat(process(clip, "--segment-seconds", "7", "--workers", "1"))
                    .as("%s by one slot", clip)
                    .isEqualTo(served);
        }
    }

    private static void followed(Path clip, Path truth) throws Exception {
        JsonNode result = JSON.readTree(result(clip));
        JsonNode data = result.get("data");
        assertThat(data.fieldNames())
                .toIterable()
                .contains(
                        "coordinateSystem",
                        "video",
                        "processingMeta",
                        "frameDetections",
                        "trackPoints",
                        "derivedMetrics");
        assertThat(data.get("frameDetections")).hasSameSizeAs(data.get("trackPoints"));
        InstructorFigures figures = InstructorFigures.of(Truth.read(truth), PayloadSamples.of(data));
        System.out.println(clip.getFileName() + ": " + figures);
        assertThat(figures.rightPerson()).as("the right person: %s", figures).isTrue();
        assertThat(figures.medianError()).isLessThanOrEqualTo(0.01);
        assertThat(Math.abs(figures.coverageDifference())).isLessThanOrEqualTo(0.05);
        assertThat(Math.abs(figures.gaps().longestMs() - figures.trueGaps().longestMs()))
                .isLessThanOrEqualTo(500);
    }

    private static byte[] result(Path clip) throws Exception {
        RunningLectern.Accepted accepted = lectern.upload(clip);
        lectern.awaitCompleted(accepted.jobId(), PATIENCE);
        return lectern.send("GET", "/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                .body();
    }

    private static byte[] process(Path clip, String... options) throws Exception {
        Path out = temp.resolve("out.json");
        List<String> arguments = new ArrayList<>(List.of("process", clip.toString(), "--out", out.toString()));
        arguments.addAll(List.of(options));
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("unused"));
        Process process = setup.launch(arguments.toArray(String[]::new));
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> setup.log().toString()).isZero();
        return Files.readAllBytes(out);
    }
}
