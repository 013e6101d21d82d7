package dev.lectern.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.Detection;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotFilesTest {

    @TempDir
    private Path folder;

    @Test
    void truthAndTracksAreLinesOfFrameIdentityAndPixels() throws Exception {
        Region her = new Region(0.1, 0.2, 0.2, 0.6);
        Region him = new Region(0.5, 0.2, 0.1, 0.5);
        Truth truth = new Truth(
                Path.of("clip.mp4"),
                200,
                100,
                400,
                List.of(
                        new Truth.Picture(0, her, 1, Map.of("him", him)),
                        new Truth.Picture(200, null, 0, Map.of("him", him))));
        Detection seen = new Detection(0.11, 0.2, 0.2, 0.6, 0.75);
        Followed followed = new Followed(
                List.of(
                        new TrackedSample(0, seen, seen.centreX(), seen.centreY(), Quality.MEASURED),
                        new TrackedSample(200, null, seen.centreX(), seen.centreY(), Quality.LOST)),
                List.of(Map.of(0, seen), Map.of(1, new Detection(0.5, 0.2, 0.1, 0.5, 0.5))));

        new MotFiles(folder).write("clip", "lectern", truth, followed);

        assertThat(folder.resolve("gt/lectern-train/clip/gt/gt.txt")).content().isEqualToNormalizingNewlines("""
                        1,1,21.000,21.000,40.000,60.000,1,1,1
                        1,2,101.000,21.000,20.000,50.000,1,1,1
                        2,2,101.000,21.000,20.000,50.000,1,1,1
                        """);
        assertThat(folder.resolve("trackers/lectern-train/lectern/data/clip.txt"))
                .content()
                .isEqualToNormalizingNewlines("""
                        1,1,23.000,21.000,40.000,60.000,0.7500,-1,-1,-1
                        2,2,101.000,21.000,20.000,50.000,0.5000,-1,-1,-1
                        """);
        assertThat(folder.resolve("gt/lectern-train/clip/seqinfo.ini"))
                .content()
                .contains("seqLength=2", "frameRate=5", "imWidth=200", "imHeight=100");
        assertThat(folder.resolve("gt/seqmaps/lectern-train.txt"))
                .content()
                .isEqualToNormalizingNewlines("name\nclip\n");
    }
}
